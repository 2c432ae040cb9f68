import { isDeepStrictEqual } from 'node:util';
import { articleInWords } from '../../domain/routing/ruleInWords';
import { createRuleSet } from '../../domain/routing';
import type { Rules } from '../prove/readRules';
import { judgeCase } from './judgeCase';
import type { CaseResult, Limit } from './judgeCase';
import type { RecordedCase } from './recordedCases';

export type Aspect = 'outcome' | 'route' | 'refusal' | 'confirmation' | 'holder' | 'limit';

/** One thing that would be otherwise, in words. */
export interface Difference {
  aspect: Aspect;
  before: string;
  after: string;
}

export interface ChangedCase {
  recorded: RecordedCase;
  before: CaseResult;
  after: CaseResult;
  differences: Difference[];
}

export const aspectLabels: Record<Aspect, string> = {
  outcome: '办与不办',
  route: '审核和签发',
  refusal: '不办的依据',
  confirmation: '核稿人确认的事项',
  holder: '承办人',
  limit: '时限',
};

/** Every recorded case that the changed tables would treat otherwise than the tables in force. */
export function compareCases(cases: RecordedCase[], current: Rules, changed: Rules): ChangedCase[] {
  const [before, after] = [current, changed].map((rules) => {
    const ruleSet = createRuleSet({ hash: '', decisions: rules.tables });
    return cases.map(({ inputs }) => judgeCase(ruleSet, rules, inputs));
  });
  return cases.flatMap((recorded, index) => {
    const [one, other] = [before?.[index], after?.[index]];
    if (!one || !other) return [];
    const differences = differencesOf(one, other, changed);
    return differences.length === 0 ? [] : [{ recorded, before: one, after: other, differences }];
  });
}

function differencesOf(before: CaseResult, after: CaseResult, rules: Rules): Difference[] {
  if (before.outcome !== after.outcome || before.fault !== after.fault) {
    return [{ aspect: 'outcome', before: resultInWords(before, rules), after: resultInWords(after, rules) }];
  }
  const parts: [Aspect, (result: CaseResult) => unknown, (result: CaseResult) => string][] = [
    ['route', ({ route }) => route, (result) => routeInWords(result, rules)],
    ['refusal', ({ refusals }) => refusals, (result) => refusalsInWords(result, rules)],
    [
      'confirmation',
      ({ confirmations }) => confirmations,
      (result) => gatesInWords(result.confirmations, rules),
    ],
  ];
  return [
    ...parts.flatMap(([aspect, valueOf, inWords]) =>
      isDeepStrictEqual(valueOf(before), valueOf(after))
        ? []
        : [{ aspect, before: inWords(before), after: inWords(after) }],
    ),
    ...together(stepDifferences(before, after, rules)),
  ];
}

/** One for each aspect, whatever the number of steps. */
function together(differences: Difference[]): Difference[] {
  return (['holder', 'limit'] as const).flatMap((aspect) => {
    const same = differences.filter((one) => one.aspect === aspect);
    if (same.length === 0) return [];
    const side = (name: 'before' | 'after'): string => same.map((one) => one[name]).join('；');
    return [{ aspect, before: side('before'), after: side('after') }];
  });
}

/** Steps that only one route has are told by the route. */
function stepDifferences(before: CaseResult, after: CaseResult, rules: Rules): Difference[] {
  return before.steps.flatMap(({ elementId, holder, limit }) => {
    const other = after.steps.find((step) => step.elementId === elementId);
    if (!other) return [];
    const name = rules.surroundings.stepNames.get(elementId) ?? elementId;
    const holders = [holder, other.holder].map((id) => `${name}由${holderInWords(id, rules)}办`);
    const limits = limitsInWords(limit, other.limit, rules).map((words) => `${name}${words}`);
    return [
      ...difference('holder', holder === other.holder, holders),
      ...difference('limit', isDeepStrictEqual(limit, other.limit), limits),
    ];
  });
}

function difference(aspect: Aspect, isSame: boolean, [before = '', after = '']: string[]): Difference[] {
  return isSame ? [] : [{ aspect, before, after }];
}

/** 办：分管领导审核，专员签发，依第四十七条 · 不办：会议讨论，依第二十一条 · 判不出：… */
export function resultInWords(result: CaseResult, rules: Rules): string {
  if (result.outcome === 'route') return `办：${routeInWords(result, rules)}`;
  if (result.outcome === 'refuse') return `不办：${refusalsInWords(result, rules)}`;
  return `判不出：${result.fault}`;
}

function routeInWords({ route }: CaseResult, rules: Rules): string {
  if (!route) return '';
  const name = (ids: string[]): string => ids.map((id) => holderInWords(id, rules)).join('或');
  const review = route.reviewers.length > 0 ? `${name(route.reviewers)}审核，` : '';
  return `${review}${name(route.signatories)}${route.act}，依${articleInWords(route)}`;
}

function refusalsInWords({ refusals }: CaseResult, rules: Rules): string {
  return refusals
    .map(({ gate, ...basis }) => {
      const what = gate === null ? '没有路线' : gatesInWords([gate], rules);
      return `${what}，依${articleInWords(basis)}`;
    })
    .join('；');
}

function gatesInWords(gates: string[], { surroundings }: Rules): string {
  const labelOf = (id: string): string =>
    surroundings.vocabulary.gates.find((gate) => gate.id === id)?.label ?? id;
  return gates.map(labelOf).join('、') || '无';
}

function holderInWords(id: string, { office }: Rules): string {
  return office.holders.find((holder) => holder.id === id)?.label ?? id;
}

const limitParts: { name: keyof Limit; words: (value: number) => string }[] = [
  { name: 'workingDays', words: (value) => ` ${value} 个工作日` },
  { name: 'leastDays', words: (value) => `再办至少 ${value} 日` },
  { name: 'remindBeforeDays', words: (value) => `提前 ${value} 日提醒` },
  { name: 'overdueEveryDays', words: (value) => (value === 0 ? '逾期只告知一次' : `逾期每 ${value} 日告知`) },
  { name: 'priority', words: (value) => `次序 ${value}` },
];

/** Only what differs between two limits, each side in words. */
function limitsInWords(before: Limit, after: Limit, rules: Rules): [string, string] {
  const parts = limitParts.filter(({ name }) => before[name] !== after[name]);
  const told = ({ overdueTo }: Limit): string[] =>
    isDeepStrictEqual(before.overdueTo, after.overdueTo)
      ? []
      : [`逾期告知${overdueTo.map((id) => holderInWords(id, rules)).join('、') || '无人'}`];
  const side = (limit: Limit): string =>
    [...parts.map(({ name, words }) => words(Number(limit[name]))), ...told(limit)].join('，');
  return [side(before), side(after)];
}
