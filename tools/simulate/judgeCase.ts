import { DecisionError } from '../../domain/decisions';
import { readingInputs } from '../../domain/routing';
import type { RuleSet, SignatoryRoute } from '../../domain/routing';
import { paperGates } from '../models/tableInputs';
import type { Rules } from '../prove/readRules';
import { nested } from '../prove/samples';
import type { Inputs } from '../prove/samples';

type Basis = { article: string; reading: string };

/** What the tables make of a case: what may differ between one set of tables and another. */
export interface CaseResult {
  /** `fault`: the tables give no answer, or more than one. */
  outcome: 'route' | 'refuse' | 'fault';
  route: (Basis & Pick<SignatoryRoute, 'reviewers' | 'signatories' | 'act'>) | null;
  /** Why it is not dealt with; gate null: by the route itself. */
  refusals: (Basis & { gate: string | null })[];
  /** Gates whose statements the Office has to affirm. */
  confirmations: string[];
  /** Steps that this route can come to. */
  steps: { elementId: string; holder: string; limit: Limit }[];
  fault: string | null;
}

export interface Limit {
  workingDays: number;
  leastDays: number;
  remindBeforeDays: number;
  overdueEveryDays: number;
  overdueTo: string[];
  priority: number;
}

const nothing = { route: null, refusals: [], confirmations: [], steps: [], fault: null };

/** Judges a case by these tables: its route, its gates, the time limits of its steps. Never throws for a table's fault. */
export function judgeCase(ruleSet: RuleSet, rules: Rules, inputs: Inputs): CaseResult {
  try {
    return judge(ruleSet, rules, inputs);
  } catch (error) {
    if (!(error instanceof DecisionError)) throw error;
    return { ...nothing, outcome: 'fault', fault: withoutContext(error.message) };
  }
}

function judge(ruleSet: RuleSet, { surroundings, office }: Rules, inputs: Inputs): CaseResult {
  const context = nested(inputs);
  const facts = context['facts'] as never;
  const { outcome, reviewers, signatories, act, article, reading } = ruleSet.signatoryRoute(
    facts,
    readingInputs(office.readings, {}),
  );
  if (outcome === 'refuse') return { ...nothing, outcome, refusals: [{ gate: null, article, reading }] };

  const answers = paperGates(surroundings.vocabulary).map(({ id, table }) => ({
    gate: id,
    ...ruleSet.gate(table, { ...context, gate: id }),
  }));
  const refusals = answers
    .filter((answer) => answer.outcome === 'refuse')
    .map((answer) => ({ gate: answer.gate, article: answer.article, reading: answer.reading }));
  if (refusals.length > 0) return { ...nothing, outcome: 'refuse', refusals };
  return {
    ...nothing,
    outcome,
    route: { reviewers, signatories, act, article, reading },
    confirmations: answers.filter((answer) => answer.outcome === 'ask').map(({ gate }) => gate),
    steps: surroundings.userTasks
      .map((elementId) => ({ elementId, holder: ruleSet.humanStep(elementId).holder }))
      .filter(({ holder }) => holder !== 'route.reviewers' || reviewers.length > 0)
      .map((step) => ({ ...step, limit: limitOf(ruleSet, step.elementId, facts) })),
  };
}

function limitOf(ruleSet: RuleSet, elementId: string, facts: never): Limit {
  const { workingDays, leastDays, remindBeforeDays, overdueEveryDays, overdueTo, priority } =
    ruleSet.timeLimit(elementId, facts);
  return { workingDays, leastDays, remindBeforeDays, overdueEveryDays, overdueTo, priority };
}

/** A table's fault is the same fault whatever the case was. */
function withoutContext(message: string): string {
  return message.replace(/：\{.*\}$/s, '');
}
