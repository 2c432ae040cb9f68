import { z } from 'zod';

/** What Tasklist 8.6 knows of form-js, as far as our forms use it. Anything else is refused until it was tried. */
const placed = { id: z.string().min(1), layout: z.object({ row: z.string(), columns: z.null() }) };
const feel = z.string().startsWith('=');
const conditional = z.strictObject({ hide: feel }).optional();
const chinese = z.string().regex(/\p{Script=Han}/u, '应为中文');
const key = z.string().min(1);

const text = z.strictObject({ type: z.literal('text'), text: chinese, ...placed, conditional });

/** Tasklist shows https only: elsewhere the frame must hide itself. */
const iframe = z.strictObject({
  type: z.literal('iframe'),
  label: chinese,
  url: z.literal('=briefUrl'),
  height: z.number().int().max(480),
  security: z.record(z.string(), z.boolean()),
  ...placed,
  conditional: z.strictObject({ hide: z.literal('=starts with(briefUrl, "https://") != true') }),
});

const option = z.strictObject({ label: chinese, value: z.string() });
const answered = {
  label: chinese,
  key,
  validate: z.strictObject({ required: z.literal(true) }),
  ...placed,
  conditional,
};
const radio = z
  .strictObject({
    type: z.literal('radio'),
    /** [] cannot be answered: shown, it keeps the task from being completed. */
    values: z.array(option).optional(),
    valuesKey: z.string().optional(),
    ...answered,
  })
  .refine(({ values, valuesKey }) => (values === undefined) !== (valuesKey === undefined), {
    error: '选项应写在 values 或 valuesKey 中的一处',
  });
const select = z.strictObject({ type: z.literal('select'), valuesKey: z.string(), ...answered });

/** Tasklist cuts long labels of a checklist off: the statements stand above as text, and here by number. */
const checklist = z.strictObject({
  type: z.literal('checklist'),
  ...answered,
  key: z.literal('confirmations'),
  valuesExpression: z.literal(
    '=if count(gateStatements) = 0 then [] else for i in 1..count(gateStatements) return { label: "第" + string(i) + "条属实", value: gateStatements[i].value }',
  ),
});

/** Of a list that is decided on as one, those whom the decision does not cover. */
const exceptions = z.strictObject({
  type: z.literal('checklist'),
  ...answered,
  key: z.literal('excepted'),
  valuesKey: z.literal('exceptedOptions'),
});

const textarea = z.strictObject({
  type: z.literal('textarea'),
  label: chinese,
  key,
  validate: z.strictObject({ required: z.boolean().optional(), maxLength: z.number().int().max(2000) }),
  ...placed,
  conditional,
});

/** One line, that may stay empty. */
const textfield = z.strictObject({
  type: z.literal('textfield'),
  label: chinese,
  key: z.enum(['proposedWording', 'replyNumber']),
  validate: z.strictObject({ maxLength: z.number().int().max(2000) }),
  ...placed,
  conditional,
});

const formSchema = z.strictObject({
  components: z.array(
    z.union([
      z.discriminatedUnion('type', [text, iframe, radio, select, checklist, textarea, textfield]),
      exceptions,
    ]),
  ),
  type: z.literal('default'),
  id: z.string(),
  executionPlatform: z.literal('Camunda Cloud'),
  executionPlatformVersion: z.literal('8.6.0'),
  exporter: z.object({ name: z.string(), version: z.string() }),
  /** A newer editor writes a newer number; what it adds beyond the above is refused there. */
  schemaVersion: z.number().int().min(16),
});
export type Form = z.infer<typeof formSchema>;
export type Component = Form['components'][number];

/** The form, or a Chinese sentence that says what is wrong with the file. */
export function parseForm(source: string): Form | string {
  let json: unknown;
  try {
    json = JSON.parse(source);
  } catch (error) {
    return `不是有效的 JSON：${(error as Error).message}`;
  }
  const { success, data, error } = formSchema.safeParse(json);
  return success ? data : `表单格式有误：${z.prettifyError(error).replaceAll('\n', ' ')}`;
}
