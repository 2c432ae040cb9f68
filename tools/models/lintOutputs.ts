import type { DecisionTable } from '../../domain/decisions';
import { isPlainResult, wordsOf } from './cellGrammar';
import type { OfficeVocabulary } from './officeVocabulary';

/** The holder is named by the case's route, by another table, or by the leader who sends it on, instead of the table. */
const namedElsewhere = [
  'route.reviewers',
  'route.signatories',
  'step.named',
  'invitation.attends',
  'invitation.entrusted',
];
const knownDuties = ['confirm', 'pick', 'withdraw'];

type Outputs = Record<string, string>;

/** Problems of one row's results; each is the end of a sentence that begins with the row. */
export function outputProblems(
  table: DecisionTable,
  results: string[],
  annotation: string,
  vocabulary: OfficeVocabulary,
): string[] {
  const outputs: Outputs = Object.fromEntries(
    table.outputs.map(({ name }, column) => [name, results[column] ?? '']),
  );
  return [
    ...table.outputs
      .filter(({ name }) => !isPlainResult(outputs[name] ?? ''))
      .map(({ name, label }) => `“${label}”的结果 ${outputs[name]} 不在约定的写法之内`),
    ...holderProblems(outputs, vocabulary),
    ...unknown(
      outputs,
      'decisions',
      vocabulary.decisions.map(({ id }) => id),
      '的决定',
      'vocabulary.json',
    ),
    ...wordsOf(outputs['duties'] ?? '')
      .filter((duty) => !knownDuties.includes(duty))
      .map((duty) => `的随办事项“${duty}”没有程序认得`),
    ...outcomeProblems(outputs),
    ...limitProblems(outputs),
    ...citationProblems(outputs, annotation, vocabulary),
  ];
}

function holderProblems(outputs: Outputs, { holders }: OfficeVocabulary): string[] {
  const ids = holders.map(({ id }) => id);
  // The next rank is told of a delay and never given a step: authority doesn't move by a notice (art 5).
  const acting = holders.filter(({ relation }) => relation !== 'next-rank').map(({ id }) => id);
  return [
    ...unknown(outputs, 'holder', [...acting, ...namedElsewhere], '所称', 'holders.json'),
    ...unknown(outputs, 'reviewers', acting, '所称', 'holders.json'),
    ...unknown(outputs, 'signatories', acting, '所称', 'holders.json'),
    ...unknown(outputs, 'overdueTo', ids, '所称', 'holders.json'),
    ...unknown(outputs, 'digestTo', acting, '所称', 'holders.json'),
    ...unknown(outputs, 'told', ids, '所称', 'holders.json'),
    ...unknown(outputs, 'members', acting, '所称', 'holders.json'),
    ...unknown(outputs, 'presider', acting, '所称', 'holders.json'),
    ...unknown(outputs, 'planners', acting, '所称', 'holders.json'),
    ...unknown(outputs, 'alertTo', acting, '所称', 'holders.json'),
    ...unknown(outputs, 'attends', acting, '所称', 'holders.json'),
    ...unknown(outputs, 'entrusted', acting, '所称', 'holders.json'),
    ...unknown(outputs, 'registrars', acting, '所称', 'holders.json'),
  ];
}

function unknown(outputs: Outputs, name: string, known: string[], what: string, file: string): string[] {
  return wordsOf(outputs[name] ?? '')
    .filter((id) => !known.includes(id))
    .map((id) => `${what}“${id}”未在 ${file} 中登记`);
}

function outcomeProblems(outputs: Outputs): string[] {
  const { outcome, overridable } = outputs;
  if (outcome === undefined) return [];
  const known = overridable === undefined ? ['route', 'refuse'] : ['pass', 'refuse', 'ask'];
  if (!known.some((word) => outcome === `"${word}"`))
    return [`的结论 ${outcome} 应为 ${known.join('、')} 之一`];
  return overridable === 'true' && outcome !== '"refuse"' ? ['不是不办，不用例外理由'] : [];
}

/** What a limit says of its days must fit together; a wait, which nobody takes up again, has no least. */
function limitProblems(outputs: Outputs): string[] {
  if (outputs['workingDays'] === undefined) return [];
  const names = ['workingDays', 'leastDays', 'remindBeforeDays', 'overdueEveryDays'];
  const [limit = NaN, least = NaN, before = NaN, every = NaN] = names.map((name) =>
    Number(name === 'leastDays' ? (outputs[name] ?? 1) : outputs[name]),
  );
  const problems: string[] = [];
  if (![limit, least, before, every].every(Number.isInteger)) problems.push('的日数应为整数');
  if (!(limit >= 1 && least >= 1 && least <= limit)) problems.push('的时限和再办的日数不合');
  if (!(before >= 0 && before < limit)) problems.push('的提醒早于开始办理');
  if (!(every >= 0)) problems.push('的再次告知日数有误');
  return problems;
}

/** Law 5: the article (and reading) stands in the output and, for people, in the annotation. */
function citationProblems(
  outputs: Outputs,
  annotation: string,
  { articleCount, readings }: OfficeVocabulary,
): string[] {
  const article = numberIn(outputs['article'], 'art');
  const reading = numberIn(outputs['reading'] ?? '""', 'reading');
  const problems: string[] = [];
  if (article === undefined || article < 1 || article > articleCount) problems.push('没有注明现行的条文');
  else if (!annotation.includes(`第${article}条`)) problems.push(`的批注没有写第${article}条`);
  if (reading === undefined || (reading > 0 && !readings.includes(`reading-${reading}`)))
    problems.push('的适用口径未登记');
  else if (reading > 0 && !annotation.includes(`口径${reading}`)) problems.push(`的批注没有写口径${reading}`);
  if (!/\p{Script=Han}/u.test(outputs['words'] ?? '')) problems.push('没有中文说明');
  return problems;
}

/** `"art-47"` → 47; `""` → 0; undefined where it is something else. */
function numberIn(cell: string | undefined, prefix: string): number | undefined {
  if (cell === '""' && prefix === 'reading') return 0;
  const found = new RegExp(`^"${prefix}-([1-9]\\d*)"$`).exec(cell ?? '');
  return found ? Number(found[1]) : undefined;
}
