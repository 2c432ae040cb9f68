import type { DraftView } from '../useCases/drafts';

/** What stands in the form's fields, as typed: kept through every refusal. */
export interface DraftFields {
  kind: string;
  series: string;
  issuingName: string;
  direction: string;
  importance: string;
  urgency: string;
  normative: string;
  title: string;
  addressees: string;
  body: string;
  copyTo: string;
  postId: string;
  revision: string;
}

const NAMES = [
  'kind',
  'series',
  'issuingName',
  'direction',
  'importance',
  'urgency',
  'normative',
  'title',
  'addressees',
  'body',
  'copyTo',
  'postId',
  'revision',
] as const;

export const CHECKED = 'yes';

/** The fields of a form, empty where the form had none. */
export function readFields(sent: Record<string, string>): DraftFields {
  return Object.fromEntries(NAMES.map((name) => [name, sent[name] ?? ''])) as unknown as DraftFields;
}

export function fieldsOf(draft: DraftView): DraftFields {
  const { facts, content } = draft;
  return {
    ...facts,
    normative: facts.normative ? CHECKED : '',
    title: content.title,
    addressees: content.addressees.join('\n'),
    body: content.body,
    copyTo: content.copyTo.join('\n'),
    postId: '',
    revision: String(draft.revision),
  };
}

/** The same as the JSON API takes it; names stand one to a line. */
export function toInput(fields: DraftFields) {
  const { kind, series, issuingName, direction, importance, urgency } = fields;
  return {
    facts: {
      kind,
      series,
      issuingName,
      direction,
      importance,
      urgency,
      normative: fields.normative === CHECKED,
    },
    content: {
      title: fields.title,
      addressees: names(fields.addressees),
      body: fields.body,
      copyTo: names(fields.copyTo),
    },
  };
}

function names(typed: string): string[] {
  return typed
    .split(/[\r\n；;]+/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
