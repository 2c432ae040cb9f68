import type { DelegationRules } from '../people/delegations';

/** What the software goes by where a reading settles it without a table. */
export interface ReadingSettings extends DelegationRules {
  /** Where an article says “or”: any of those named may act, or the first of them who is in office. */
  alternatives: 'any' | 'first';
  /**
   * Whoever agreed as head of the drafting unit and is to review the same text in the same post: his agreement stands, or he
   * reviews again.
   */
  unitReview: 'stands' | 'again';
}

/** Those of them that one option gives. */
type GivenSettings = { [Name in keyof ReadingSettings]?: ReadingSettings[Name] | undefined };

/** 适用口径: a question that the articles leave open, as the office's data holds it. */
export interface Reading {
  /** "reading-2" */
  id: string;
  /** How decision tables ask for it: `readings.<key>`; absent where none does. */
  key?: string | undefined;
  options: { id: string; settings?: GivenSettings | undefined }[];
  /** The office's first choice, until another is recorded. */
  chosen: string;
}

/** Reading id → option id, as recorded or as pinned by a case. What is left out goes by the first choice. */
export type ReadingChoices = Record<string, string>;

/** What decision tables see: key → option id. */
export type ReadingInputs = Record<string, string>;

/** The option that these choices give a reading. */
export function chosenOption<Found extends Reading>(
  reading: Found,
  choices: ReadingChoices,
): Found['options'][number] {
  const byId = (id: string | undefined): Found['options'][number] | undefined =>
    reading.options.find((option) => option.id === id);
  const found = byId(choices[reading.id]) ?? byId(reading.chosen);
  if (!found) throw new Error(`适用口径 ${reading.id} 没有选项“${reading.chosen}”`);
  return found;
}

/** The readings that decision tables ask for. @rule art-47 */
export function readingInputs(readings: readonly Reading[], choices: ReadingChoices): ReadingInputs {
  return Object.fromEntries(
    readings.flatMap((reading) => (reading.key ? [[reading.key, chosenOption(reading, choices).id]] : [])),
  );
}

/** The settings that the chosen options give; each is given by exactly one reading (db/officeChecks.ts). @rule art-5 art-47 */
export function readingSettings(readings: readonly Reading[], choices: ReadingChoices): ReadingSettings {
  const given = readings.map((reading) => chosenOption(reading, choices).settings ?? {});
  return {
    presidingCovers: given.flatMap(({ presidingCovers }) => presidingCovers ?? []),
    undelegableActs: given.flatMap(({ undelegableActs }) => undelegableActs ?? []),
    delegateRanks: given.flatMap(({ delegateRanks }) => delegateRanks ?? []),
    alternatives: given.find(({ alternatives }) => alternatives)?.alternatives ?? 'any',
    unitReview: given.find(({ unitReview }) => unitReview)?.unitReview ?? 'again',
  };
}

/** Whether a choice takes effect by itself; the others stand in tables and diagrams, which have to be changed with them. */
export function isSwitchable({ key, options }: Reading): boolean {
  return key !== undefined || options.every(({ settings }) => settings !== undefined);
}
