import type { RuleReference } from '../../domain/routing/facts';
import type { Queryable } from '../pool';

/** 会议决定印发的文件, with its deadline (art 40). */
export interface DecidedDocument {
  id: string;
  meetingId: string;
  meetingKind: string;
  itemId: string;
  title: string;
  bodyId: string;
  bodyName: string;
  /** 行署2026年第3次常务会议第二项议题. */
  reference: string;
  /** The meeting's end. */
  countedFrom: Date;
  dueAt: Date;
  dueProvisional: boolean;
  calendarVersion: string;
  rule: RuleReference;
  /** The paper that carries it out; null: nobody has begun. */
  caseId: string | null;
  caseTitle: string | null;
  caseStatus: string | null;
  documentNumber: string | null;
  drafterPersonId: string | null;
  isWatched: boolean;
  issuedAt: Date | null;
  overrunReason: string | null;
  overrunAs: string | null;
  overrunAt: Date | null;
}

const SELECT = `
  select document.id, document.meeting_id as "meetingId", meetings.kind as "meetingKind", document.item_id as "itemId",
         document.title, document.body_id as "bodyId", bodies.name as "bodyName", document.reference,
         document.counted_from as "countedFrom", document.due_at as "dueAt", document.due_provisional as "dueProvisional",
         document.calendar_version as "calendarVersion", document.rule, document.case_id as "caseId",
         cases.title as "caseTitle", cases.status as "caseStatus", cases.drafter_person_id as "drafterPersonId",
         (select series.mark || '〔' || given.year || '〕' || given.number || '号'
            from document_numbers as given join number_series as series on series.id = given.series_id
           where given.case_id = document.case_id and given.void_reason is null) as "documentNumber",
         document.is_watched as "isWatched", document.issued_at as "issuedAt", document.overrun_reason as "overrunReason",
         document.overrun_as as "overrunAs", document.overrun_at as "overrunAt"
    from decided_documents as document
    join meetings on meetings.case_id = document.meeting_id
    join bodies on bodies.id = document.body_id
    left join cases on cases.id = document.case_id`;

export type NewDecidedDocument = Pick<
  DecidedDocument,
  | 'id'
  | 'meetingId'
  | 'itemId'
  | 'title'
  | 'bodyId'
  | 'reference'
  | 'countedFrom'
  | 'dueAt'
  | 'dueProvisional'
  | 'calendarVersion'
  | 'rule'
>;

/** @returns whether it is new */
export async function insertDecidedDocument(sql: Queryable, document: NewDecidedDocument): Promise<boolean> {
  const { rowCount } = await sql.query(
    `insert into decided_documents (id, meeting_id, item_id, title, body_id, reference, counted_from, due_at,
                                    due_provisional, calendar_version, rule)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (id) do nothing`,
    [
      document.id,
      document.meetingId,
      document.itemId,
      document.title,
      document.bodyId,
      document.reference,
      document.countedFrom,
      document.dueAt,
      document.dueProvisional,
      document.calendarVersion,
      JSON.stringify(document.rule),
    ],
  );
  return rowCount === 1;
}

export async function findDecidedDocument(sql: Queryable, id: string): Promise<DecidedDocument | null> {
  const { rows } = await sql.query(`${SELECT} where document.id = $1`, [id]);
  return (rows[0] as DecidedDocument | undefined) ?? null;
}

/** The decision that a paper carries out; null for papers that no meeting asked for. */
export async function findOfCase(sql: Queryable, caseId: string): Promise<DecidedDocument | null> {
  const { rows } = await sql.query(`${SELECT} where document.case_id = $1`, [caseId]);
  return (rows[0] as DecidedDocument | undefined) ?? null;
}

/** Locked for the transaction; lock its paper's case first where both are locked. */
export async function lockDecidedDocument(sql: Queryable, id: string): Promise<DecidedDocument | null> {
  await sql.query('select from decided_documents where id = $1 for no key update', [id]);
  return findDecidedDocument(sql, id);
}

/** Of one meeting, or all of those that aren't issued; the most urgent first. */
export async function listDecidedDocuments(
  sql: Queryable,
  { meetingId }: { meetingId?: string },
): Promise<DecidedDocument[]> {
  const { rows } = await sql.query(
    `${SELECT} where ($1::uuid is null and document.issued_at is null) or document.meeting_id = $1
      order by document.due_at, document.id`,
    [meetingId ?? null],
  );
  return rows as DecidedDocument[];
}

/** The paper that carries the decision out from now on. The caller holds the lock. */
export async function linkCase(sql: Queryable, id: string, caseId: string | null): Promise<void> {
  await sql.query('update decided_documents set case_id = $2 where id = $1', [id, caseId]);
}

export async function setIssued(sql: Queryable, id: string, at: Date): Promise<void> {
  await sql.query('update decided_documents set issued_at = $2 where id = $1 and issued_at is null', [
    id,
    at,
  ]);
}

/** 超期理由. The caller holds the lock. @rule art-40 */
export async function setOverrun(
  sql: Queryable,
  id: string,
  overrun: { reason: string; by: string; as: string; at: Date },
): Promise<void> {
  await sql.query(
    `update decided_documents set overrun_reason = $2, overrun_by = $3, overrun_as = $4, overrun_at = $5 where id = $1`,
    [id, overrun.reason, overrun.by, overrun.as, overrun.at],
  );
}

export async function redateDocument(
  sql: Queryable,
  id: string,
  due: Pick<DecidedDocument, 'dueAt' | 'dueProvisional' | 'calendarVersion'>,
): Promise<void> {
  await sql.query(
    `update decided_documents set due_at = $2, due_provisional = $3, calendar_version = $4 where id = $1`,
    [id, due.dueAt, due.dueProvisional, due.calendarVersion],
  );
}

export async function setWatched(sql: Queryable, id: string, watched: boolean): Promise<void> {
  await sql.query('update decided_documents set is_watched = $2 where id = $1', [id, watched]);
}

/** Those not issued whose deadline rests on another version of the calendar. */
export async function listOfOtherCalendars(sql: Queryable, version: string): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    'select id from decided_documents where issued_at is null and calendar_version <> $1 order by id',
    [version],
  );
  return rows.map(({ id }) => id);
}
