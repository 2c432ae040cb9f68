export { evaluateDecision } from './evaluateDecision';
export { loadDecision } from './loadDecision';
export { DecisionError } from './types';
export type { DecisionResult, DecisionRule, DecisionTable } from './types';
