import type { Notice } from '../domain/steps/notices';
import type { Queryable } from './pool';

/** 提醒 or 超时提醒, as those read it who were told. */
export interface NoticeView {
  caseId: string;
  caseTitle: string;
  stepLabel: string;
  kind: Notice['kind'];
  number: number;
  at: Date;
  dueAt: Date;
  /** Of 期限调整: the deadline as it was. */
  wasDueAt: Date | null;
  /** Who has the step: 副专员阿卜杜热依木. */
  holders: string;
  /** Whether he was told because the step is his; else as the next rank or the Office. */
  toHolder: boolean;
}

/**
 * Records a notice, once per deadline and number: a step that opened again under the same deadline is not reminded
 * again.
 *
 * @returns whether it is new
 */
export async function insertNotice(
  sql: Queryable,
  notice: Notice & {
    caseId: string;
    elementInstanceKey: string;
    elementId: string;
    dueAt: Date;
    wasDueAt?: Date;
    countersignRequestId?: string | null;
    recipients: { personId: string; isHolder: boolean }[];
  },
): Promise<boolean> {
  const { rows } = await sql.query<{ id: string }>(
    `insert into notices (case_id, element_instance_key, element_id, kind, number, at, due_at, was_due_at,
                          countersign_request_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing returning id`,
    [
      notice.caseId,
      notice.elementInstanceKey,
      notice.elementId,
      notice.kind,
      notice.number,
      notice.at,
      notice.dueAt,
      notice.wasDueAt ?? null,
      notice.countersignRequestId ?? null,
    ],
  );
  const id = rows[0]?.id;
  if (id === undefined) return false;
  await sql.query(
    `insert into notice_recipients (notice_id, person_id, is_holder)
     select $1, recipient.* from jsonb_to_recordset($2) as recipient ("personId" text, "isHolder" boolean)
     on conflict do nothing`,
    [id, JSON.stringify(notice.recipients)],
  );
  return true;
}

const VIEW = `
  notices.case_id as "caseId", cases.title as "caseTitle", steps.label as "stepLabel", notices.kind, notices.number,
  notices.at, notices.due_at as "dueAt", notices.was_due_at as "wasDueAt",
  (select string_agg(posts.label || persons.display_name, '、' order by posts.id, persons.id)
     from step_holders as holder
     join persons on persons.id = holder.person_id
     join posts on posts.id = holder.post_id
    where holder.element_instance_key = steps.element_instance_key) as holders`;

/** Who was told of a step before, besides those who have it, and how often its deadline was moved. */
export async function findToldOf(
  sql: Queryable,
  elementInstanceKey: string,
): Promise<{ personIds: string[]; moves: number }> {
  const { rows } = await sql.query<{ personIds: string[]; moves: number }>(
    `select coalesce(array_agg(distinct person_id order by person_id) filter (where not is_holder), '{}') as "personIds",
            count(distinct notices.id) filter (where kind = 'moved')::integer as moves
       from notices left join notice_recipients on notice_id = notices.id
      where element_instance_key = $1`,
    [elementInstanceKey],
  );
  return rows[0] ?? { personIds: [], moves: 0 };
}

/** What a person was told of steps that are still open; his own first, then the longest overdue. */
export async function listNotices(sql: Queryable, personId: string): Promise<NoticeView[]> {
  const { rows } = await sql.query(
    `select * from (
       select distinct on (open_step.element_instance_key) ${VIEW}, recipient.is_holder as "toHolder"
         from notice_recipients as recipient
         join notices on notices.id = recipient.notice_id
         join cases on cases.id = notices.case_id
         join steps as open_step on open_step.case_id = notices.case_id and open_step.state = 'open'
          and open_step.element_id = notices.element_id and open_step.due_at = notices.due_at
          and open_step.countersign_request_id is not distinct from notices.countersign_request_id
         join steps on steps.element_instance_key = open_step.element_instance_key
        where recipient.person_id = $1
        order by open_step.element_instance_key, notices.at desc, notices.number desc) as latest
     order by latest."toHolder" desc, latest."dueAt"`,
    [personId],
  );
  return rows as NoticeView[];
}

/** Every notice of a case, in order. `toHolder` is true: who reads the case is not told, he looks. */
export async function listCaseNotices(sql: Queryable, caseId: string): Promise<NoticeView[]> {
  const { rows } = await sql.query(
    `select ${VIEW}, true as "toHolder"
       from notices
       join cases on cases.id = notices.case_id
       join steps using (element_instance_key)
      where notices.case_id = $1
      order by notices.at, notices.id`,
    [caseId],
  );
  return rows as NoticeView[];
}
