import type { AgendaHead, AgendaItem } from '../../domain/meetings/agenda';
import type { Queryable } from '../pool';

/** The agenda as it was submitted for 批印; its text is the version `versionId` of the meeting's case. */
export interface Agenda {
  versionId: string;
  versionSha256: string;
  meetingId: string;
  /** 1 for the first that was submitted. Not the number of the document version, which counts the plan as well. */
  number: number;
  /** Time, place and presider as they were then. */
  head: AgendaHead;
  items: AgendaItem[];
  submittedBy: string;
  submittedAt: Date;
  /** How it differs from the one before; '' for the first. */
  changeWords: string;
  /** 批印; null: nothing may be printed from it. */
  approval: { by: string; as: string; at: Date } | null;
}

const SELECT = `
  select agenda.version_id as "versionId", version.sha256 as "versionSha256", agenda.meeting_id as "meetingId",
         agenda.number, agenda.head, agenda.items, agenda.submitted_by as "submittedBy", agenda.submitted_at as "submittedAt",
         agenda.change_words as "changeWords", approval.approved_by as "by", approval.approved_as as "as",
         approval.approved_at as "approvedAt"
    from meeting_agendas as agenda
    join document_versions as version on version.id = agenda.version_id
    left join meeting_agenda_approvals as approval using (version_id)`;

type Row = Omit<Agenda, 'approval'> & { by: string | null; as: string | null; approvedAt: Date | null };

function toAgenda({ by, as, approvedAt, ...rest }: Row): Agenda {
  return { ...rest, approval: approvedAt ? { by: by ?? '', as: as ?? '', at: approvedAt } : null };
}

/** Every agenda that was submitted, the newest first. */
export async function listAgendas(sql: Queryable, meetingId: string): Promise<Agenda[]> {
  const { rows } = await sql.query<Row>(
    `${SELECT} where agenda.meeting_id = $1 order by agenda.number desc`,
    [meetingId],
  );
  return rows.map(toAgenda);
}

/** The agenda by which the meeting goes: the newest that was approved; null before 批印. */
export async function findApprovedAgenda(sql: Queryable, meetingId: string): Promise<Agenda | null> {
  return (await listAgendas(sql, meetingId)).find(({ approval }) => approval !== null) ?? null;
}

/** The same of several meetings, in one query: at most one of each. */
export async function listApprovedAgendas(sql: Queryable, meetingIds: readonly string[]): Promise<Agenda[]> {
  const { rows } = await sql.query<Row>(
    `select distinct on ("meetingId") * from (${SELECT}) as submitted
      where "meetingId" = any($1::uuid[]) and "approvedAt" is not null
      order by "meetingId", number desc`,
    [meetingIds],
  );
  return rows.map(toAgenda);
}

export async function findLatestAgenda(sql: Queryable, meetingId: string): Promise<Agenda | null> {
  return (await listAgendas(sql, meetingId))[0] ?? null;
}

/** Keeps what was submitted; a version that was submitted before unchanged stays as it is. */
export async function insertAgenda(
  sql: Queryable,
  agenda: Pick<
    Agenda,
    'versionId' | 'meetingId' | 'number' | 'head' | 'items' | 'submittedBy' | 'changeWords'
  >,
): Promise<void> {
  await sql.query(
    `insert into meeting_agendas (version_id, meeting_id, number, head, items, submitted_by, change_words)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict (version_id) do nothing`,
    [
      agenda.versionId,
      agenda.meetingId,
      agenda.number,
      JSON.stringify(agenda.head),
      JSON.stringify(agenda.items),
      agenda.submittedBy,
      agenda.changeWords,
    ],
  );
}

/** 批印, once per version. @returns whether it is new @rule art-38 */
export async function insertApproval(
  sql: Queryable,
  approval: {
    versionId: string;
    meetingId: string;
    elementInstanceKey: string;
    approvedBy: string;
    approvedAs: string;
    approvedAt: Date;
  },
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `insert into meeting_agenda_approvals (version_id, meeting_id, element_instance_key, approved_by, approved_as,
                                           approved_at)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
    [
      approval.versionId,
      approval.meetingId,
      approval.elementInstanceKey,
      approval.approvedBy,
      approval.approvedAs,
      approval.approvedAt,
    ],
  );
  return rowCount === 1;
}
