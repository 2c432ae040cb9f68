import type { Labelled, Office } from '../db/officeSchema';

export type { Labelled, Office } from '../db/officeSchema';

/**
 * Duties that a table's word can name, such as 核稿: whoever has one reads the cases of the house, unless the office says
 * otherwise of it (会务). So does whoever keeps
 * the register of readings, who says by which of them a case goes.
 */
export function readingDuties({ holders, readingsDuty }: Pick<Office, 'holders' | 'readingsDuty'>): string[] {
  const named = holders.flatMap((holder) =>
    holder.relation === 'duty' && holder.readsCases !== false ? [holder.duty] : [],
  );
  return readingsDuty === undefined ? named : [...named, readingsDuty];
}

/** Decisions that hand in a changed text, such as 重新报送: while one of them is open, the draft may be changed. */
export function revisingDecisions(office: Pick<Office, 'vocabulary'>): string[] {
  return office.vocabulary.decisions.filter(({ freezes }) => freezes !== undefined).map(({ id }) => id);
}

/** The Chinese label of an id, or the id itself where the vocabulary no longer knows it. */
export function labelOf(entries: readonly Labelled[], id: string): string {
  return entries.find((entry) => entry.id === id)?.label ?? id;
}
