import { evaluate } from 'feelin';
import { parseForm } from './formSchema';
import type { Component, Form } from './formSchema';
import { offers, variablesInTexts } from './lintForms';
import type { DecisionWord, OfficeVocabulary } from './officeVocabulary';

/** A row of `humanSteps`. */
export interface FormStep {
  decisions: string[];
  duties: string[];
}

type Context = Record<string, unknown>;

const twoOptions = [
  { label: '甲', value: 'a' },
  { label: '乙', value: 'b' },
];

/**
 * Whether a form asks with each decision of its step what the programs ask (domain/steps/checkDetails), no more
 * and no less: Tasklist completes whatever the form lets through, and what lacks something is refused afterwards.
 */
export function lintFormAnswers(
  file: string,
  source: string,
  step: FormStep,
  vocabulary: OfficeVocabulary,
): string[] {
  const form = parseForm(source);
  // What cannot be read lintForm says.
  if (typeof form === 'string') return [];
  const meanings = vocabulary.decisions.filter(({ id }) => step.decisions.includes(id));
  const problems = [
    ...meanings.flatMap((meaning) =>
      decisionProblems(form, meaning, step).map((problem) => `选“${meaning.id}”时${problem}`),
    ),
    ...(meanings.some(({ freezes }) => freezes) && !variablesInTexts(form).includes('draftUrl')
      ? ['本环节要改文稿，应有 draftUrl 的链接']
      : []),
  ];
  return [...new Set(problems)].map((problem) => `${file}：${problem}`);
}

function decisionProblems(form: Form, meaning: DecisionWord, step: FormStep): string[] {
  const offered = contextFor(meaning.id, twoOptions);
  const faults = form.components.flatMap((one) => expressionFaults(one, offered));
  if (faults.length > 0) return faults;
  const asked = askedFor(meaning, step);
  return [
    ...reasonsProblems(form, meaning, offered),
    ...Object.keys(offers).flatMap((key) =>
      offerProblem(key, fieldsShown(form, offered), asked.includes(key)),
    ),
    ...Object.keys(offers).flatMap((key) =>
      offerProblem(
        key,
        fieldsShown(form, contextFor(meaning.id, [])),
        asked.includes(key) && ['named', 'excepted'].includes(key),
      ),
    ),
    ...(asked.includes('confirmations') ? confirmationProblems(form, offered) : []),
  ];
}

function contextFor(decision: string, list: unknown[]): Context {
  return {
    ...Object.fromEntries(Object.values(offers).map((name) => [name, list])),
    decision,
    confirmations: list.slice(1).map(() => 'b'),
    briefUrl: 'https://xingshu.example/brief',
  };
}

/** Keys of what a decision asks from lists. */
function askedFor(meaning: DecisionWord, { duties }: FormStep): string[] {
  return [
    // Whatever the decision: one person in two posts acts in one of them.
    'capacity',
    ...(meaning.names ? ['named'] : []),
    ...(meaning.excepts ? ['excepted'] : []),
    ...(meaning.agrees && duties.includes('pick') ? ['reviewer', 'signatory'] : []),
    ...(meaning.agrees && duties.includes('confirm') ? ['confirmations'] : []),
  ];
}

/** Expressions that do not come to a plain answer with what case.openStep gives. */
function expressionFaults(one: Component, context: Context): string[] {
  const hide = one.conditional?.hide;
  const label = 'label' in one && one.label.startsWith('=') ? one.label : undefined;
  return [
    ...(hide && typeof answer(hide, context) !== 'boolean' ? [`表达式 ${hide} 没有结果`] : []),
    ...(label && typeof answer(label, context) !== 'string' ? [`表达式 ${label} 没有结果`] : []),
  ];
}

/** Undefined where an expression names what is not there. */
function answer(expression: string, context: Context): unknown {
  try {
    const { value, warnings } = evaluate(expression.slice(1), context);
    return warnings.length === 0 ? value : undefined;
  } catch {
    return undefined;
  }
}

function fieldsShown({ components }: Form, context: Context): Component[] {
  return components.filter(({ conditional }) => !conditional || answer(conditional.hide, context) !== true);
}

function reasonsProblems(form: Form, meaning: DecisionWord, context: Context): string[] {
  const fields = fieldsShown(form, context).flatMap((one) => (one.type === 'textarea' ? [one] : []));
  const [field] = fields;
  if (!field || fields.length > 1) return ['应有且只有一个意见框'];
  if (meaning.needsReasons && !field.validate.required) return [`须写明理由，字段 ${field.key} 应为必填`];
  if (!meaning.needsReasons && field.validate.required) return [`不要求理由，字段 ${field.key} 不应必填`];
  return [];
}

function offerProblem(key: string, fields: Component[], isAsked: boolean): string[] {
  const isShown = fields.some((one) => 'key' in one && one.key === key);
  if (isShown === isAsked) return [];
  return [isAsked ? `应有字段 ${key}` : `不应有字段 ${key}`];
}

/** A checklist is content with one tick: an unanswerable field holds the task up until all are ticked. */
function confirmationProblems(form: Form, oneLeft: Context): string[] {
  const blocks = (context: Context): boolean =>
    fieldsShown(form, context).some((one) => one.type === 'radio' && one.values?.length === 0);
  const texts = fieldsShown(form, oneLeft).filter(({ type }) => type === 'text');
  return [
    ...(variablesInTexts({ ...form, components: texts }).includes('gateStatements')
      ? []
      : ['没有写出核对的内容']),
    ...(blocks(oneLeft) ? [] : ['有未确认的事项也能提交']),
    ...(blocks({ ...oneLeft, confirmations: ['a', 'b'] }) ? ['全部确认后仍不能提交'] : []),
  ];
}
