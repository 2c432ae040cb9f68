import type { InputValue } from '../../domain/proof';
import type { CaseFacts, Grounds } from '../../domain/routing';
import { signsPapers } from '../../domain/steps/signing';
import type { OfficeVocabulary } from './officeVocabulary';

/** What a table may ask about beyond the office's words. */
export interface DecisionSurroundings {
  vocabulary: OfficeVocabulary;
  /** Ids of the human steps in all diagrams. */
  userTasks: string[];
  /** Their names in the diagrams, where somebody reads about them. */
  stepNames?: Map<string, string>;
}

export type { InputValue };

type YesOrNoFact = {
  [Name in keyof CaseFacts]: CaseFacts[Name] extends boolean ? Name : never;
}[keyof CaseFacts];

const yesOrNoFacts: Record<YesOrNoFact, true> = {
  normative: true,
  wideInterest: true,
  counties: true,
  joint: true,
};
/** The tables see only whether something was given. */
const grounds: Record<keyof Grounds, true> = {
  meeting: true,
  opinions: true,
  legality: true,
  counties: true,
  stability: true,
  exception: true,
};
const yesOrNo = new Set([
  ...Object.keys(yesOrNoFacts).map((name) => `facts.${name}`),
  ...Object.keys(grounds).map((name) => `grounds.${name}`),
]);
/** A count: none, one, more than one. */
const counts = new Map([
  ['briefings', [0, 1, 2]],
  ['namedBodies', [0, 1, 2]],
]);

/** What gates of processes that sign no paper ask beside; the office's words among them stand in the vocabulary. */
const beyondPapers = new Map<string, InputValue[]>([
  ['regional.earlier', [0, 1, 2]],
  ['participantClass', ['member', 'attending', 'invited']],
  // Whether a topic brings what the gate is named after.
  ['given', [true, false]],
  ['topic.major', [true, false]],
  ['topic.touchesBusiness', [true, false]],
  ['regional.title', ['own', 'mentions', 'government']],
  ...['exception', 'formatReason', 'heads', 'headsAllowed', 'headsReason', 'leaders', 'budget'].map(
    (name): [string, InputValue[]] => [`regional.${name}`, [true, false]],
  ),
]);

/** What `bodies.json` calls a body; the labels are for whoever reads a problem of a table. */
const bodyKinds = [
  { id: 'government', label: '本级政府' },
  { id: 'general-office', label: '办公室' },
  { id: 'department', label: '部门' },
  { id: 'lower-government', label: '下级政府' },
];

/** What a region-wide meeting waits for on its department's part (domain/regionalMeetings/waits). */
const waits = [
  { id: 'request', label: '报送请示' },
  { id: 'holding', label: '登记召开' },
];

/** Gates of papers: those of topics and meetings ask about other things. */
export const paperGates = ({ gates }: OfficeVocabulary): OfficeVocabulary['gates'] =>
  gates.filter(({ process }) => process === undefined || signsPapers(process));

/** Every input by which a case is described: facts, grounds, counts. */
export function caseInputs({ inputs }: OfficeVocabulary): string[] {
  return [...Object.keys(inputs).filter((name) => name.startsWith('facts.')), ...yesOrNo, ...counts.keys()];
}

/** Every registered reading that tables may ask for. */
export function readingInputs({ inputs }: OfficeVocabulary): string[] {
  return Object.keys(inputs).filter((name) => name.startsWith('readings.'));
}

/** Every value that an input of this table may take; undefined where nobody knows the input. */
export function valuesOf(
  expression: string,
  tableId: string,
  { vocabulary, userTasks }: DecisionSurroundings,
): InputValue[] | undefined {
  if (expression === 'elementId') return userTasks;
  if (yesOrNo.has(expression)) return [true, false];
  const beyond = beyondPapers.get(expression);
  if (beyond) return beyond;
  return counts.get(expression) ?? wordsFor(expression, tableId, vocabulary)?.map(({ id }) => id);
}

/** The office's words that an input of this table may take, with their labels; undefined for other inputs. */
export function wordsFor(
  expression: string,
  tableId: string,
  vocabulary: OfficeVocabulary,
): { id: string; label: string }[] | undefined {
  if (expression === 'gate') return vocabulary.gates.filter(({ table }) => table === tableId);
  if (expression === 'change') return vocabulary.changes;
  if (expression === 'bodyKind') return bodyKinds;
  if (expression === 'regional.wait') return waits;
  if (expression === 'purpose') return vocabulary.purposes;
  return vocabulary.inputs[expression];
}
