export type {
  CaseFacts,
  GateAnswer,
  Grounds,
  HumanStep,
  KeptStep,
  OwnDraft,
  RoutingFacts,
  RuleReference,
  SignatoryRoute,
  TimeLimit,
} from './facts';
export { checkGates } from './gates';
export type { GateFinding } from './gates';
export { previewRoute } from './previewRoute';
export type { RoutePreview } from './previewRoute';
export { chosenOption, isSwitchable, readingInputs, readingSettings } from './readings';
export type { Reading, ReadingChoices, ReadingInputs, ReadingSettings } from './readings';
export { createRuleSet } from './ruleSet';
export type { RuleSet } from './ruleSet';
