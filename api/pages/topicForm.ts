import type { Office } from '../office';
import type { TopicView } from '../useCases/topics/viewTopic';

const TEXTS = [
  'title',
  'category',
  'meetingKind',
  'purpose',
  'proposal',
  'reporter',
  'minutes',
  'budget',
  'explanation',
  'opinions',
  'postId',
  'revision',
] as const;

type Name = (typeof TEXTS)[number];

/** What stands in the fields of a topic's form, as typed: kept through every refusal. */
export type TopicFormFields = Record<Name, string> & {
  flags: string[];
  concernedBodies: string[];
  /** Evidence → where it is found; what is empty isn't sent. */
  evidences: Record<string, string>;
};

export const TICKED = 'yes';
export const FLAG = 'flag.';
export const CONCERNED = 'concerned.';
export const EVIDENCE = 'evidence.';

/** The fields of a form, empty where the form had none. */
export function readTopicFields(sent: Record<string, string>): TopicFormFields {
  const texts = Object.fromEntries(TEXTS.map((name) => [name, sent[name] ?? ''])) as Record<Name, string>;
  return {
    ...texts,
    flags: namesWith(sent, FLAG),
    concernedBodies: namesWith(sent, CONCERNED),
    evidences: Object.fromEntries(
      namesWith(sent, EVIDENCE).map((name) => [name, sent[EVIDENCE + name] ?? '']),
    ),
  };
}

export function topicFieldsOf(topic: TopicView): TopicFormFields {
  const { title, category, meetingKind, purpose, proposal, budget, explanation, opinions } = topic;
  return {
    ...{ title, category, meetingKind, purpose, proposal, budget, explanation, opinions },
    reporter: `${topic.reporter.postId}/${topic.reporter.personId}`,
    minutes: String(topic.minutes),
    postId: '',
    revision: String(topic.revision),
    flags: topic.flags.filter(({ value }) => value).map(({ id }) => id),
    concernedBodies: topic.concernedBodies.map(({ id }) => id),
    evidences: Object.fromEntries(topic.evidences.map(({ evidence, words }) => [evidence, words])),
  };
}

/** The same as the JSON API takes it. */
export function toTopicInput({ meetings }: Office, fields: TopicFormFields) {
  const [postId = '', personId = ''] = fields.reporter.split('/');
  const { title, category, meetingKind, purpose, proposal, budget, explanation, opinions } = fields;
  return {
    ...{ title, category, meetingKind, purpose, proposal, budget, explanation, opinions },
    reporter: fields.reporter === '' ? null : { postId, personId },
    minutes: Number(fields.minutes),
    concernedBodies: fields.concernedBodies,
    evidences: Object.entries(fields.evidences)
      .filter(([, words]) => words.trim() !== '')
      .map(([evidence, words]) => ({ evidence, words })),
    ...Object.fromEntries(meetings.topicFlags.map(({ id }) => [id, fields.flags.includes(id)])),
  };
}

const namesWith = (sent: Record<string, string>, prefix: string): string[] =>
  Object.keys(sent)
    .filter((name) => name.startsWith(prefix))
    .map((name) => name.slice(prefix.length));
