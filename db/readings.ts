import type { ReadingChoices } from '../domain/routing/readings';
import type { Queryable } from './pool';

/** One choice of the register (条文适用口径登记), as recorded. */
export interface ReadingChoice {
  readingId: string;
  optionId: string;
  /** ISO day from which it holds. */
  since: string;
  chosenBy: string;
  basis: string;
  /** Name of whoever recorded it; null where it came with the office's data. */
  recordedBy: string | null;
  recordedAt: Date;
}

/** The office's day, as its clock and its zone say. */
const TODAY = '(app_now() at time zone (select time_zone from office))::date';

/** What is chosen today, by reading: of those that hold by now the one of the latest day, and of that day the last recorded. */
export async function currentReadings(sql: Queryable): Promise<ReadingChoices> {
  const { rows } = await sql.query<{ readingId: string; optionId: string }>(
    `select distinct on (reading_id) reading_id as "readingId", option_id as "optionId" from reading_choices
      where since <= ${TODAY}
      order by reading_id, since desc, id desc`,
  );
  return Object.fromEntries(rows.map(({ readingId, optionId }) => [readingId, optionId]));
}

/** Everything ever chosen, those yet to come among it, the latest first. */
export async function listReadingChoices(sql: Queryable): Promise<ReadingChoice[]> {
  const { rows } = await sql.query(
    `select reading_id as "readingId", option_id as "optionId", since, chosen_by as "chosenBy", basis,
            persons.display_name as "recordedBy", recorded_at as "recordedAt"
       from reading_choices as choice left join persons on persons.id = choice.recorded_by
      order by since desc, choice.id desc`,
  );
  return rows as ReadingChoice[];
}

/**
 * Records a choice; what was chosen before stays on record.
 *
 * @returns false where its day is past: what was done under another reading isn't undone
 */
export async function insertReadingChoice(
  sql: Queryable,
  input: Omit<ReadingChoice, 'recordedAt' | 'recordedBy' | 'since'> & {
    since: string | null;
    recordedBy: string;
  },
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `insert into reading_choices (reading_id, option_id, since, chosen_by, basis, recorded_by)
     select $1, $2, coalesce($3::date, ${TODAY}), $4, $5, $6 where coalesce($3::date, ${TODAY}) >= ${TODAY}`,
    [input.readingId, input.optionId, input.since, input.chosenBy, input.basis, input.recordedBy],
  );
  return rowCount === 1;
}
