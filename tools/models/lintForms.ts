import { z } from 'zod';
import type { OfficeVocabulary } from './officeVocabulary';

/** What Tasklist 8.6 knows of form-js, as far as our forms use it. Anything else is refused until it was tried. */
const placed = { id: z.string().min(1), layout: z.object({ row: z.string(), columns: z.null() }) };
const conditional = z.strictObject({ hide: z.string().startsWith('=') }).optional();
const chinese = z.string().regex(/\p{Script=Han}/u, '应为中文');

const text = z.strictObject({
  type: z.literal('text'),
  text: chinese.or(z.string().includes('{{')),
  ...placed,
  conditional,
});
const radio = z.strictObject({
  type: z.literal('radio'),
  label: chinese,
  key: z.string(),
  values: z.array(z.strictObject({ label: chinese, value: z.string() })).min(1),
  validate: z.strictObject({ required: z.literal(true) }),
  ...placed,
  conditional,
});
const textarea = z.strictObject({
  type: z.literal('textarea'),
  label: chinese,
  key: z.string(),
  validate: z.strictObject({ required: z.boolean().optional(), maxLength: z.number().int().max(2000) }),
  ...placed,
  conditional,
});
const expression = z.strictObject({
  type: z.literal('expression'),
  key: z.string(),
  expression: z.string().startsWith('='),
  computeOn: z.literal('change'),
  ...placed,
});

const formSchema = z.strictObject({
  components: z.array(z.discriminatedUnion('type', [text, radio, textarea, expression])),
  type: z.literal('default'),
  id: z.string(),
  executionPlatform: z.literal('Camunda Cloud'),
  executionPlatformVersion: z.literal('8.6.0'),
  exporter: z.object({ name: z.string(), version: z.string() }),
  schemaVersion: z.literal(16),
});
type Form = z.infer<typeof formSchema>;

/** What a form may show: process variables, and what case.openStep says of the step. */
const shown = new Set([
  'title',
  'draftingBodyName',
  'kindLabel',
  'urgencyLabel',
  'caseUrl',
  'dueLabel',
  'reason',
  'articleLabel',
  'holderNames',
]);

/** Problems of one form; each says file and field. */
export function lintForm(file: string, source: string, vocabulary: OfficeVocabulary): string[] {
  const parsed = parseForm(source);
  if (typeof parsed === 'string') return [`${file}：${parsed}`];
  return [
    ...(file === `${parsed.id}.form` ? [] : [`表单标识 ${parsed.id} 应与文件名一致`]),
    ...variableProblems(parsed),
    ...fieldProblems(parsed, vocabulary),
  ].map((problem) => `${file}：${problem}`);
}

/** The decisions that a form offers, in order. */
export function decisionsOfForm(source: string): string[] {
  const form = parseForm(source);
  if (typeof form === 'string') return [];
  return form.components.flatMap((one) =>
    one.type === 'radio' && one.key === 'decision' ? one.values.map(({ value }) => value) : [],
  );
}

function parseForm(source: string): Form | string {
  let json: unknown;
  try {
    json = JSON.parse(source);
  } catch (error) {
    return `不是有效的 JSON：${(error as Error).message}`;
  }
  const { success, data, error } = formSchema.safeParse(json);
  return success ? data : `表单格式有误：${z.prettifyError(error).replaceAll('\n', ' ')}`;
}

function variableProblems({ components }: Form): string[] {
  const texts = components.flatMap((one) => (one.type === 'text' ? [one.text] : []));
  const used = texts.flatMap((one) => [...one.matchAll(/\{\{(.*?)\}\}/g)].map((match) => match[1] ?? ''));
  const missing = ['title', 'dueLabel', 'reason', 'caseUrl'].filter((name) => !used.includes(name));
  return [
    ...used.filter((name) => !shown.has(name)).map((name) => `没有变量 ${name}`),
    ...missing.map((name) => `应显示 ${name}`),
  ];
}

function fieldProblems({ components }: Form, vocabulary: OfficeVocabulary): string[] {
  const keys = components.flatMap((one) => ('key' in one ? [one.key] : []));
  const offered = components.flatMap((one) =>
    one.type === 'radio' ? one.values.map(({ value }) => value) : [],
  );
  const known = vocabulary.decisions.map(({ id }) => id);
  return [
    ...['decision', 'opinion'].filter((key) => !keys.includes(key)).map((key) => `缺少字段 ${key}`),
    ...keys.filter((key, index) => keys.indexOf(key) !== index).map((key) => `字段 ${key} 重复`),
    ...offered.filter((id) => !known.includes(id)).map((id) => `决定“${id}”未在 vocabulary.json 中登记`),
  ];
}
