import { randomUUID } from 'node:crypto';
import type { Queryable } from '../pool';
import type { Channel } from './leaveRequests';

/** convened: 开会; changed: 变更; released: 不再参加; cancelled: 会议取消. */
export type NoticeKind = 'convened' | 'changed' | 'released' | 'cancelled';

export interface NewNotice {
  meetingId: string;
  versionId: string | null;
  participantId: string;
  /** Null for whoever is invited from outside: told by telephone or on paper. */
  personId: string | null;
  kind: NoticeKind;
  /** The whole notice, as it is read. */
  words: string;
  callAt: Date | null;
}

/** asks-leave: 请假 goes its own way (leave-request). */
export type Answer = 'attends' | 'asks-leave' | 'noted';

export interface Receipt {
  answer: Answer;
  channel: Channel;
  answeredBy: string;
  words: string;
  answeredAt: Date;
  recordedAs: string;
  recordedAt: Date;
}

/** 会议通知, with the evidence that it was served and answered (art 38). */
export interface Notice extends NewNotice {
  id: string;
  who: string;
  sentAt: Date;
  readAt: Date | null;
  /** The last one; null before. */
  receipt: Receipt | null;
}

/** Sends notices, each person one per `effectKey`. @returns how many are new */
export async function insertNotices(
  sql: Queryable,
  notices: readonly NewNotice[],
  effectKey: string,
): Promise<number> {
  let sent = 0;
  for (const one of notices) {
    const { rowCount } = await sql.query(
      `insert into meeting_notices (id, meeting_id, version_id, participant_id, person_id, kind, words, call_at, effect_key)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (effect_key, participant_id) do nothing`,
      [
        randomUUID(),
        one.meetingId,
        one.versionId,
        one.participantId,
        one.personId,
        one.kind,
        one.words,
        one.callAt,
        effectKey,
      ],
    );
    sent += rowCount ?? 0;
  }
  return sent;
}

const SELECT = `
  select notice.id, notice.meeting_id as "meetingId", notice.version_id as "versionId",
         notice.participant_id as "participantId", notice.person_id as "personId", notice.kind, notice.words,
         notice.call_at as "callAt", notice.sent_at as "sentAt",
         case when notice.person_id is distinct from participant.person_id
              then concat(told.display_name, '（代', persons.display_name, '）')
              else coalesce(participant.external_name, concat(posts.label, persons.display_name)) end as who,
         (select read_at from meeting_notice_readings where notice_id = notice.id and person_id = notice.person_id) as "readAt",
         (select jsonb_build_object('answer', answer, 'channel', channel, 'answeredBy', answered_by, 'words', words,
                   'answeredAt', answered_at, 'recordedAs', recorded_as, 'recordedAt', recorded_at)
            from meeting_receipts where notice_id = notice.id order by recorded_at desc, id limit 1) as receipt
    from meeting_notices as notice
    join meeting_participants as participant on participant.id = notice.participant_id
    left join persons on persons.id = participant.person_id
    left join persons as told on told.id = notice.person_id
    left join posts on posts.id = participant.post_id`;

/** JSON has no moments. */
type Row = Omit<Notice, 'receipt'> & {
  receipt: (Omit<Receipt, 'answeredAt' | 'recordedAt'> & Record<'answeredAt' | 'recordedAt', string>) | null;
};

const toNotice = ({ receipt, ...notice }: Row): Notice => ({
  ...notice,
  receipt: receipt && {
    ...receipt,
    answeredAt: new Date(receipt.answeredAt),
    recordedAt: new Date(receipt.recordedAt),
  },
});

/** Every notice of a meeting, person by person in order of precedence, the latest first. */
export async function listNoticesOfMeeting(sql: Queryable, meetingId: string): Promise<Notice[]> {
  const { rows } = await sql.query<Row>(
    `${SELECT} where notice.meeting_id = $1 order by participant.position, participant.id, notice.sent_at desc, notice.id`,
    [meetingId],
  );
  return rows.map(toNotice);
}

/** The last notice that somebody got of a meeting. */
export async function findLastNotice(
  sql: Queryable,
  meetingId: string,
  participantId: string,
): Promise<Notice | null> {
  const { rows } = await sql.query<Row>(
    `${SELECT} where notice.meeting_id = $1 and notice.participant_id = $2
        and notice.person_id is not distinct from participant.person_id order by notice.sent_at desc, notice.id limit 1`,
    [meetingId, participantId],
  );
  return rows[0] ? toNotice(rows[0]) : null;
}

/** The last notice that a person got of a meeting, for himself or as whom he comes for. */
export async function findLastNoticeOfPerson(
  sql: Queryable,
  meetingId: string,
  personId: string,
): Promise<Notice | null> {
  const { rows } = await sql.query<Row>(
    `${SELECT} where notice.meeting_id = $1 and notice.person_id = $2 order by notice.sent_at desc, notice.id limit 1`,
    [meetingId, personId],
  );
  return rows[0] ? toNotice(rows[0]) : null;
}

/** Notices that somebody hasn't answered yet, of meetings that still matter: the last one of each meeting. */
export async function listUnanswered(
  sql: Queryable,
  personId: string,
): Promise<(Notice & { meetingTitle: string; startsAt: Date })[]> {
  const { rows } = await sql.query<Row & { meetingTitle: string; startsAt: Date }>(
    `with latest as (
       select distinct on (meeting_id) id, meeting_id from meeting_notices
        where person_id = $1 order by meeting_id, sent_at desc, id)
     select whole.*, cases.title as "meetingTitle", meetings.starts_at as "startsAt"
       from (${SELECT}) as whole
       join latest on latest.id = whole.id
       join meetings on meetings.case_id = latest.meeting_id
       join cases on cases.id = latest.meeting_id
      where whole.receipt is null and meetings.state not in ('opened', 'ended')
      order by meetings.starts_at, whole.id`,
    [personId],
  );
  return rows.map((row) => ({ ...toNotice(row), meetingTitle: row.meetingTitle, startsAt: row.startsAt }));
}

/** The first time that he opened it. */
export async function noteReading(sql: Queryable, noticeId: string, personId: string): Promise<void> {
  await sql.query(
    `insert into meeting_notice_readings (notice_id, person_id)
     select id, $2 from meeting_notices where id = $1 and person_id = $2 on conflict do nothing`,
    [noticeId, personId],
  );
}

export interface NewReceipt {
  noticeId: string;
  answer: Answer;
  channel: Channel;
  answeredBy: string;
  words: string;
  answeredAt: Date;
  recordedBy: string;
  recordedAs: string;
}

/** 回执; another one later counts instead. */
export async function insertReceipt(sql: Queryable, receipt: NewReceipt): Promise<void> {
  await sql.query(
    `insert into meeting_receipts (id, notice_id, answer, channel, answered_by, words, answered_at, recorded_by, recorded_as)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      randomUUID(),
      receipt.noticeId,
      receipt.answer,
      receipt.channel,
      receipt.answeredBy,
      receipt.words,
      receipt.answeredAt,
      receipt.recordedBy,
      receipt.recordedAs,
    ],
  );
}
