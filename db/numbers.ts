import type { Queryable } from './pool';

export interface DocumentNumber {
  mark: string;
  year: number;
  number: number;
  /** As printed: 喀署发〔2026〕1号. */
  text: string;
}

const asText = (mark: string, year: number, number: number): string => `${mark}〔${year}〕${number}号`;

/**
 * Gives a case its number in the series of a year (law 4): gapless, because the counter's row is locked until
 * the transaction ends and a rollback takes the number back; once per case.
 */
export async function assignDocumentNumber(
  sql: Queryable,
  input: { caseId: string; seriesId: string; year: number },
): Promise<DocumentNumber> {
  // The case's row first: two workers with the same case wait here instead of each taking a number.
  await sql.query('select from cases where id = $1 for no key update', [input.caseId]);
  const given = await findDocumentNumber(sql, input.caseId);
  if (given) return given;

  const { rows } = await sql.query<{ last_number: number }>(
    `insert into number_counters (series_id, year, last_number) values ($1, $2, 1)
     on conflict (series_id, year) do update set last_number = number_counters.last_number + 1
     returning last_number`,
    [input.seriesId, input.year],
  );
  await sql.query('insert into document_numbers (series_id, year, number, case_id) values ($1, $2, $3, $4)', [
    input.seriesId,
    input.year,
    rows[0]?.last_number,
    input.caseId,
  ]);
  const assigned = await findDocumentNumber(sql, input.caseId);
  if (!assigned) throw new Error(`办件 ${input.caseId} 未取得发文字号`);
  return assigned;
}

/** The number a case holds, or null. */
export async function findDocumentNumber(sql: Queryable, caseId: string): Promise<DocumentNumber | null> {
  const { rows } = await sql.query<{ mark: string; year: number; number: number }>(
    `select series.mark, numbers.year, numbers.number
       from document_numbers as numbers join number_series as series on series.id = numbers.series_id
      where numbers.case_id = $1 and numbers.void_reason is null`,
    [caseId],
  );
  const row = rows[0];
  return row ? { ...row, text: asText(row.mark, row.year, row.number) } : null;
}
