/** A decision table, as read from its DMN XML. */
export interface DecisionTable {
  id: string;
  name: string;
  hitPolicy: 'UNIQUE' | 'FIRST';
  inputs: { label: string; /** FEEL expression, e.g. "facts.kind". */ expression: string }[];
  outputs: { name: string; label: string }[];
  rules: DecisionRule[];
}

export interface DecisionRule {
  /** As Modeler numbers the rows: from 1. */
  index: number;
  id: string;
  /** FEEL unary tests, one per input; "-" where any value will do. */
  tests: string[];
  /** FEEL expressions, one per output. */
  results: string[];
  /** The annotation columns: articles and readings. */
  annotations: string[];
}

export interface DecisionResult {
  matchedRules: { index: number; annotations: string[] }[];
  /** Output name → value; null where no rule matches. */
  outputs: Record<string, unknown> | null;
}

/** A table that can't be read or doesn't answer; the message is Chinese and names table and rule. */
export class DecisionError extends Error {
  override readonly name = 'DecisionError';
}
