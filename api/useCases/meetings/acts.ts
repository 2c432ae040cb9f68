import type { PoolClient } from 'pg';
import type { Account } from '../../../db/accounts';
import { cancelAttendance } from '../../../db/attendance/cancellation';
import { lockCase } from '../../../db/cases';
import { appendLedger, countLedger } from '../../../db/ledger';
import { judgePresiding } from '../../../db/meetings/meetingFaults';
import type { Meeting } from '../../../db/meetings/meetings';
import { lockMeeting, openMeeting, setMeetingState } from '../../../db/meetings/meetings';
import { releaseTopics } from '../../../db/meetings/takeApproval';
import { listConcerned, tell } from '../../../db/meetings/tellings';
import { enqueue } from '../../../db/outbox';
import { loadPeopleSnapshot } from '../../../db/people';
import { loadRuleSet } from '../../../db/ruleSets';
import type { RunningCase } from '../../../db/runningCases';
import { closeCase, findRunningCase } from '../../../db/runningCases';
import { withTransaction } from '../../../db/transaction';
import { momentInWords } from '../../../domain/calendar/momentInWords';
import { messages } from '../../../domain/generated/ids';
import { isTooEarly, spanInWords } from '../../../domain/meetings/opening';
import type { Dependencies } from '../../dependencies';
import { conflict, notFound, refusedByRule, unacceptable } from '../../problems';
import type { Manager } from './manager';
import { managerOf } from './manager';

interface OnMeeting {
  sql: PoolClient;
  meeting: Meeting;
  running: RunningCase;
  manager: Manager;
  now: Date;
}

/** Something on a meeting, by one who may handle it, with its case locked: whoever comes second sees what the first did. */
async function onMeeting(
  deps: Dependencies,
  account: Account,
  meetingId: string,
  work: (on: OnMeeting) => Promise<void>,
): Promise<void> {
  await withTransaction(deps.pool, async (sql) => {
    await lockCase(sql, meetingId);
    const running = await findRunningCase(sql, meetingId);
    const meeting = await lockMeeting(sql, meetingId);
    if (!running || !meeting) throw notFound('会议');
    const now = deps.clock.now();
    const ruleSet = await loadRuleSet(sql, running.ruleSetHash);
    const people = await loadPeopleSnapshot(sql, now);
    const manager = managerOf(deps.office, ruleSet, meeting.kind, people, account);
    await work({ sql, meeting, running, manager, now });
  });
}

/**
 * A late change: the approved agenda stays the one that was printed until another one is approved.
 *
 * @rule art-38
 */
export function reopenAgenda(
  deps: Dependencies,
  account: Account,
  meetingId: string,
  reason: string,
): Promise<void> {
  return onMeeting(deps, account, meetingId, async ({ sql, meeting, manager }) => {
    if (meeting.state !== 'approved') {
      const detail =
        meeting.state === 'preparing'
          ? '议程正在编排，可以直接改。'
          : '会议已经开始、散会或者取消，议程不能再改。';
      throw conflict('not-approved', '不能重新编排', detail);
    }
    const times = await countLedger(sql, meetingId, 'agenda-reopened:');
    const effectKey = `agenda-reopened:${times + 1}`;
    await setMeetingState(sql, meetingId, 'preparing', reason);
    await record(sql, meetingId, account, manager, {
      kind: 'agenda-reopened',
      summary: `批印后重新编排议程：${reason}`,
      effectKey,
    });
    await publish(sql, meetingId, messages.meetingAgendaReopened, effectKey);
  });
}

/** Everybody is told; its topics wait for another meeting; a number that it had stays used. @rule art-6 */
export function cancelMeeting(
  deps: Dependencies,
  account: Account,
  meetingId: string,
  reason: string,
): Promise<void> {
  return onMeeting(deps, account, meetingId, async ({ sql, meeting, manager, now }) => {
    if (meeting.state !== 'preparing' && meeting.state !== 'approved') {
      throw conflict('not-cancellable', '不能取消', '会议已经开始、散会或者取消，不能再取消。');
    }
    const personIds = await listConcerned(sql, meetingId);
    await setMeetingState(sql, meetingId, 'cancelled', reason);
    await releaseTopics(sql, meetingId, []);
    await cancelAttendance(sql, { caseId: meetingId, title: meeting.title }, reason, now);
    const words = `${meeting.title}取消：${reason}`;
    await tell(sql, { meetingId, kind: 'cancelled', words, personIds, effectKey: `cancelled:${meetingId}` });
    await closeCase(sql, meetingId, 'cancelled');
    await record(sql, meetingId, account, manager, {
      kind: 'meeting-cancelled',
      summary: `取消会议：${reason}`,
      effectKey: 'meeting-cancelled',
    });
    await publish(sql, meetingId, messages.meetingCancelled, 'meeting-cancelled');
  });
}

/**
 * 开会: only with an approved agenda, under one who may preside at this moment, and long before its time only with a reason.
 *
 * @param reason 提前开会的理由; kept only where the meeting is that early
 * @rule art-5 art-6 art-38
 */
export function openTheMeeting(
  deps: Dependencies,
  account: Account,
  meetingId: string,
  reason = '',
): Promise<void> {
  return onMeeting(deps, account, meetingId, async ({ sql, meeting, running, manager, now }) => {
    if (meeting.state === 'preparing') {
      throw conflict('not-approved', '还不能开会', '议程还没有批印，批印后才能开会。');
    }
    if (meeting.state !== 'approved') {
      throw conflict('already-opened', '不能再开', '会议已经开始、散会或者取消。');
    }
    const { fault, rule } = await judgePresiding(sql, deps.office, running, meeting, now);
    if (fault) {
      throw refusedByRule('不能主持这次会议', `${fault}。请重新编排议程，改定主持人。`, rule);
    }
    const { opening } = deps.office.meetings;
    const early = isTooEarly(meeting.startsAt, now, opening) ? spanInWords(now, meeting.startsAt) : null;
    const earlyReason = early === null ? '' : reason.trim();
    if (early !== null && earlyReason === '') {
      const when = momentInWords(meeting.startsAt, deps.office.timeZone);
      throw unacceptable(
        'too-early',
        '还不到开会时间',
        `会议定于${when}，现在还早${early}。确实提前开会的，请写明提前开会的理由；改了时间的，请先重新编排议程、改定时间。`,
      );
    }
    await openMeeting(sql, meetingId, now, earlyReason);
    await record(sql, meetingId, account, manager, {
      kind: 'meeting-opened',
      summary:
        `开会，${meeting.presiderWords}主持` +
        (early === null ? '' : `；比预定时间提前${early}，理由：${earlyReason}`),
      effectKey: 'meeting-opened',
    });
  });
}

function record(
  sql: PoolClient,
  caseId: string,
  account: Account,
  manager: Manager,
  entry: { kind: string; summary: string; effectKey: string },
): Promise<void> {
  return appendLedger(sql, {
    caseId,
    personId: account.personId,
    actor: account.displayName,
    capacity: manager.postLabel,
    ...entry,
  });
}

function publish(sql: PoolClient, caseId: string, name: string, effectKey: string): Promise<void> {
  return enqueue(sql, {
    kind: 'publish-message',
    caseId,
    payload: { name, correlationKey: caseId, variables: {} },
    effectKey: `${effectKey}:${caseId}`,
  });
}
