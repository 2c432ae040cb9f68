import type { DraftView } from '../useCases/drafts';

export const CHOICES = [
  'kind',
  'series',
  'issuingName',
  'direction',
  'importance',
  'urgency',
  'nature',
  'matter',
  'remit',
] as const;
export const FLAGS = ['normative', 'wideInterest', 'counties'] as const;
export const GROUNDS = ['meeting', 'opinions', 'legality', 'counties', 'stability', 'exception'] as const;
const TEXTS = ['title', 'addressees', 'body', 'copyTo', 'note', 'present', 'excused', 'observing'] as const;
const ROW_PARTS = ['issuer', 'signatory', 'signedOn'] as const;

type Name =
  | (typeof CHOICES)[number]
  | (typeof FLAGS)[number]
  | `grounds.${(typeof GROUNDS)[number]}`
  | (typeof TEXTS)[number]
  | 'postId'
  | 'revision';

/** One organ of 联合行文 besides the lead one. */
export type JointRow = Record<(typeof ROW_PARTS)[number], string>;

/** What stands in the form's fields, as typed: kept through every refusal. */
export type DraftFields = Record<Name, string> & {
  joint: JointRow[];
  /** 会签单位: ids of the bodies that are ticked. */
  concernedBodies: string[];
};

const NAMES: Name[] = [
  ...CHOICES,
  ...FLAGS,
  ...GROUNDS.map((name) => `grounds.${name}` as const),
  ...TEXTS,
  'postId',
  'revision',
];

export const CHECKED = 'yes';
/** Each body has a box of its own: concerned.finance. */
export const CONCERNED = 'concerned.';
const MOST_ROWS = 20;

/** The fields of a form, empty where the form had none. */
export function readFields(sent: Record<string, string>): DraftFields {
  const fields = Object.fromEntries(NAMES.map((name) => [name, sent[name] ?? ''])) as Record<Name, string>;
  const rows = Array.from({ length: MOST_ROWS }, (_, index) => ({
    issuer: sent[`joint.${index}.issuer`] ?? '',
    signatory: sent[`joint.${index}.signatory`] ?? '',
    signedOn: sent[`joint.${index}.signedOn`] ?? '',
  }));
  const concernedBodies = Object.keys(sent)
    .filter((name) => name.startsWith(CONCERNED))
    .map((name) => name.slice(CONCERNED.length));
  return { ...fields, joint: rows.filter(isFilled), concernedBodies };
}

export function fieldsOf({ facts, grounds, content, revision }: DraftView): DraftFields {
  const { normative, wideInterest, counties, ...rest } = facts;
  const chosen = Object.fromEntries(CHOICES.map((name) => [name, rest[name]]));
  return {
    ...readFields({}),
    ...chosen,
    normative: flag(normative),
    wideInterest: flag(wideInterest),
    counties: flag(counties),
    ...(Object.fromEntries(GROUNDS.map((name) => [`grounds.${name}`, grounds[name]])) as object),
    title: content.title,
    addressees: content.addressees.join('\n'),
    body: content.body,
    copyTo: content.copyTo.join('\n'),
    note: content.note,
    concernedBodies: content.concernedBodies,
    joint: content.joint.map((row) => ({ ...row, signedOn: row.signedOn ?? '' })),
    present: content.attendance.present.join('\n'),
    excused: content.attendance.excused.join('\n'),
    observing: content.attendance.observing.join('\n'),
    revision: String(revision),
  };
}

/** The same as the JSON API takes it; names stand one to a line. */
export function toInput(fields: DraftFields) {
  return {
    facts: {
      ...Object.fromEntries(CHOICES.map((name) => [name, fields[name]])),
      ...Object.fromEntries(FLAGS.map((name) => [name, fields[name] === CHECKED])),
    },
    grounds: Object.fromEntries(GROUNDS.map((name) => [name, fields[`grounds.${name}`].trim()])),
    content: {
      title: fields.title,
      addressees: names(fields.addressees),
      body: fields.body,
      copyTo: names(fields.copyTo),
      note: fields.note.trim(),
      joint: fields.joint.map(({ issuer, signatory, signedOn }) => ({
        issuer,
        signatory,
        signedOn: signedOn || null,
      })),
      concernedBodies: fields.concernedBodies,
      attendance: {
        present: names(fields.present),
        excused: names(fields.excused),
        observing: names(fields.observing),
      },
    },
  };
}

const flag = (value: boolean): string => (value ? CHECKED : '');

const isFilled = (row: JointRow): boolean => ROW_PARTS.some((part) => row[part].trim() !== '');

function names(typed: string): string[] {
  return typed
    .split(/[\r\n；;]+/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
