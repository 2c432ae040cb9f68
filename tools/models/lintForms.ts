import { parseForm } from './formSchema';
import type { Form } from './formSchema';
import type { OfficeVocabulary } from './officeVocabulary';

/** What a form may show: process variables, and what case.openStep says of the step. */
const shown = new Set([
  'title',
  'draftingBodyName',
  'kindLabel',
  'urgencyLabel',
  'caseUrl',
  'briefUrl',
  'draftUrl',
  'dueLabel',
  'reason',
  'articleLabel',
  'holderNames',
  'capacityLines',
  'opinionsSoFar',
  'gateStatements',
  'exceptedOptions',
  'roundLabel',
]);

/** Whoever opens a form sees this much, whatever the step: what it is, by when, who acts in what post, why, what was
 * said, where it stands. */
const indispensable = [
  'title',
  'draftingBodyName',
  'dueLabel',
  'capacityLines',
  'reason',
  'articleLabel',
  'opinionsSoFar',
  'caseUrl',
];

/** Tasklist may show a task before its variables have come: the form then asks for what it can't offer, and says so. */
const STILL_LOADING = [
  '{{#if articleLabel = null}}',
  '**内容还没有载入齐全，请刷新页面后再办。**',
  '{{/if}}',
].join('\n');

/** What is chosen from a list that case.openStep gives: key → variable of the list. */
export const offers: Readonly<Record<string, string>> = {
  reviewer: 'reviewerOptions',
  signatory: 'signatoryOptions',
  named: 'namedOptions',
  capacity: 'capacityOptions',
  confirmations: 'gateStatements',
  excepted: 'exceptedOptions',
};

/** Problems of one form; each says file and field. */
export function lintForm(file: string, source: string, vocabulary: OfficeVocabulary): string[] {
  const parsed = parseForm(source);
  if (typeof parsed === 'string') return [`${file}：${parsed}`];
  return [
    ...(file === `${parsed.id}.form` ? [] : [`表单标识 ${parsed.id} 应与文件名一致`]),
    ...variableProblems(parsed),
    ...fieldProblems(parsed, vocabulary),
    ...offerProblems(parsed),
  ].map((problem) => `${file}：${problem}`);
}

/** The decisions that a form offers, in order. */
export function decisionsOfForm(source: string): string[] {
  const form = parseForm(source);
  return typeof form === 'string' ? [] : offeredDecisions(form);
}

function offeredDecisions({ components }: Form): string[] {
  return components.flatMap((one) =>
    one.type === 'radio' && one.key === 'decision' ? (one.values ?? []).map(({ value }) => value) : [],
  );
}

/** The variables that a form's texts show, and the lists that they number. */
export function variablesInTexts({ components }: Form): string[] {
  return components.flatMap((one) => {
    if (one.type !== 'text') return [];
    const lists = [...one.text.matchAll(NUMBERED)];
    const plain = one.text.replaceAll(NUMBERED, '').replace(STILL_LOADING, '');
    const rest = plain.matchAll(/\{\{(.*?)\}\}/g);
    return [...lists, ...rest].map((match) => match[1] ?? '');
  });
}

/** The one way in which a text goes through a list. */
const NUMBERED = /\{\{#loop (\w+)\}\}\n1\. \{\{label\}\}\n\{\{\/loop\}\}/g;

function variableProblems(form: Form): string[] {
  const used = variablesInTexts(form);
  const saysSo = form.components.some((one) => one.type === 'text' && one.text.includes(STILL_LOADING));
  return [
    ...(saysSo ? [] : [`变量还没有载入时应提示：${STILL_LOADING.replaceAll('\n', '\\n')}`]),
    ...used.filter((name) => !shown.has(name)).map((name) => `没有变量 ${name}`),
    ...indispensable.filter((name) => !used.includes(name)).map((name) => `应显示 ${name}`),
  ];
}

function fieldProblems(form: Form, vocabulary: OfficeVocabulary): string[] {
  const keys = form.components.flatMap((one) => ('key' in one ? [one.key] : []));
  const known = vocabulary.decisions.map(({ id }) => id);
  return [
    ...['decision', 'opinion'].filter((key) => !keys.includes(key)).map((key) => `缺少字段 ${key}`),
    ...keys.filter((key, index) => keys.indexOf(key) !== index).map((key) => `字段 ${key} 重复`),
    ...offeredDecisions(form)
      .filter((id) => !known.includes(id))
      .map((id) => `决定“${id}”未在 vocabulary.json 中登记`),
  ];
}

/** Each list goes with the one answer that the programs read. */
function offerProblems({ components }: Form): string[] {
  return components.flatMap((one) => {
    if (!('valuesKey' in one) || one.valuesKey === undefined) return [];
    const list = offers[one.key];
    if (list === one.valuesKey) return [];
    return [
      list === undefined
        ? `字段 ${one.key} 不是从列表中选的`
        : `字段 ${one.key} 应从 ${list} 中选，不是 ${one.valuesKey}`,
    ];
  });
}
