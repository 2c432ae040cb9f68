export type { HumanStep, RoutingFacts, RuleReference, SignatoryRoute, TimeLimit } from './facts';
export { previewRoute } from './previewRoute';
export type { RoutePreview } from './previewRoute';
export { createRuleSet } from './ruleSet';
export type { RuleSet } from './ruleSet';
