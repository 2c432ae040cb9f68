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
    countersignRequestId?: string | null;
    recipients: { personId: string; isHolder: boolean }[];
  },
): Promise<boolean> {
  const { rows } = await sql.query<{ id: string }>(
    `insert into notices (case_id, element_instance_key, element_id, kind, number, at, due_at, countersign_request_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing returning id`,
    [
      notice.caseId,
      notice.elementInstanceKey,
      notice.elementId,
      notice.kind,
      notice.number,
      notice.at,
      notice.dueAt,
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
  notices.at, notices.due_at as "dueAt",
  (select string_agg(posts.label || persons.display_name, '、' order by posts.id, persons.id)
     from step_holders as holder
     join persons on persons.id = holder.person_id
     join posts on posts.id = holder.post_id
    where holder.element_instance_key = steps.element_instance_key) as holders`;

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
