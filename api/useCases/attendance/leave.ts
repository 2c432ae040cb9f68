import { randomUUID } from 'node:crypto';
import type { Account } from '../../../db/accounts';
import { endLeave } from '../../../db/attendance/cancellation';
import { collectingList, refreshList } from '../../../db/attendance/leaveLists';
import type { Channel, LeaveRequest } from '../../../db/attendance/leaveRequests';
import { findLeave, findStandingLeave, insertLeave } from '../../../db/attendance/leaveRequests';
import { findLastNoticeOfPerson, insertReceipt } from '../../../db/attendance/notices';
import { releaseSubstitute } from '../../../db/attendance/substitutes';
import { isDeclared } from '../../../db/intents';
import { appendLedger } from '../../../db/ledger';
import type { Meeting } from '../../../db/meetings/meetings';
import { findMeeting } from '../../../db/meetings/meetings';
import { listParticipants } from '../../../db/meetings/participants';
import type { Participant } from '../../../db/meetings/participants';
import { loadPeopleSnapshot } from '../../../db/people';
import type { Queryable } from '../../../db/pool';
import type { RuleSet } from '../../../db/ruleSets';
import { loadRuleSet } from '../../../db/ruleSets';
import { startCase } from '../../../db/startCase';
import { withTransaction } from '../../../db/transaction';
import { messages, processes } from '../../../domain/generated/ids';
import type { LeaveRule } from '../../../domain/meetings/leave';
import { NO_RANK, possibleSubstitutes } from '../../../domain/meetings/leave';
import { capacityOf } from '../../../domain/people/capacityOf';
import { capacityLabel } from '../../../domain/people/nameOfCapacity';
import type { Capacity, PeopleSnapshot } from '../../../domain/people/types';
import type { Dependencies } from '../../dependencies';
import { conflict, notFound, refusedByRule, unacceptable } from '../../problems';
import { requireMeetingReader } from '../meetings/access';
import { requireAttendance } from './access';
import { requireEntry, secretaryCapacity } from './who';

export interface LeaveWish {
  meetingId: string;
  /** Whose absence it is. */
  personId: string;
  reason: string;
  channel: Channel;
  /** Who rang or wrote. */
  toldBy: string;
  substitutePersonId?: string | undefined;
}

/**
 * 请假: asked for by himself, or entered by the secretaries by telephone or text message, until the meeting is opened. Who
 * decides, and whether another may come, stands in the table.
 *
 * @rule art-39
 */
export async function askLeave(deps: Dependencies, account: Account, wish: LeaveWish): Promise<LeaveRequest> {
  const isOwn = wish.personId === account.personId;
  const reader = await requireMeetingReader(deps, account, wish.meetingId);
  requireEntry(reader, isOwn, { channel: wish.channel, by: wish.toldBy });
  return withTransaction(deps.pool, async (sql) => {
    const meeting = await requireBefore(sql, wish.meetingId);
    const people = await loadPeopleSnapshot(sql, deps.clock.now());
    const participant = await requireParticipant(sql, wish);
    const ruleSet = await loadRuleSet(sql, 'current');
    const rule = ruleFor(ruleSet, meeting, participant, people);
    const substitute = await substituteFor(sql, wish, participant, rule, people, ruleSet);
    const enterer = isOwn ? capacityOf(participant, people) : secretaryCapacity(people, account);
    if (!enterer)
      throw unacceptable('not-held', '不能请假', '请假人现不担任参加会议所凭的职务，请会务人员核对。');

    const caseId = randomUUID();
    const isListed = rule.decidedBy === 'list';
    const listCaseId = isListed
      ? await collectingList(sql, {
          meetingId: meeting.caseId,
          title: meeting.title,
          pageUrl: (id) => `${deps.publicUrl}/cases/${id}`,
        })
      : null;
    await startCase(sql, matterOf(deps, { caseId, meeting, participant, wish, enterer, substitute, people }));
    await insertLeave(sql, {
      ...wish,
      caseId,
      participantId: participant.id,
      postId: participant.postId,
      enteredBy: account.personId,
      enteredAs: capacityLabel(enterer),
      decidedBy: isListed ? 'list' : 'each',
      listCaseId,
      rule: { article: rule.article, reading: rule.reading, words: rule.words, ruleSet: ruleSet.hash },
      substitutePersonId: substitute?.personId ?? null,
      substitutePostId: substitute?.postId ?? null,
    });
    if (listCaseId) await refreshList(sql, listCaseId, `leave-listed:${caseId}`);
    await noteReceipt(deps, sql, account, wish, capacityLabel(enterer), participant);
    await appendLedger(sql, {
      caseId: meeting.caseId,
      kind: 'leave-asked',
      personId: account.personId,
      actor: account.displayName,
      capacity: enterer.postLabel,
      summary: `${participant.label}请假${wish.channel === 'system' ? '' : `（${CHANNELS[wish.channel]}，${wish.toldBy}）`}`,
      effectKey: `leave-asked:${caseId}`,
    });
    return (await findLeave(sql, caseId)) ?? fail();
  });
}

export const CHANNELS: Record<Channel, string> = {
  system: '系统',
  telephone: '电话',
  'text-message': '短信',
};

/** Until the opening: the database holds to it as well. */
async function requireBefore(sql: Queryable, meetingId: string): Promise<Meeting> {
  const meeting = await findMeeting(sql, meetingId);
  if (!meeting) throw notFound('会议');
  if (meeting.state === 'preparing' || meeting.state === 'approved') return meeting;
  throw conflict(
    'leave-too-late',
    '不再受理',
    '会议已经开始、结束或者取消，不再受理请假和销假。没有到会的，由会务人员在签到表上登记。',
  );
}

async function requireParticipant(
  sql: Queryable,
  { meetingId, personId }: LeaveWish,
): Promise<Participant & { personId: string; postId: string }> {
  const found = (await listParticipants(sql, meetingId)).find((one) => one.personId === personId);
  if (!found?.personId || !found.postId) {
    throw unacceptable('not-called', '不须请假', '此人不在会议的组成人员和列席人员之列，不须请假。');
  }
  if (await findStandingLeave(sql, meetingId, personId)) {
    throw conflict('leave-stands', '已经请假', '此人对这次会议已经请假。情况有变的，请先销假再请。');
  }
  return { ...found, personId: found.personId, postId: found.postId };
}

function ruleFor(
  ruleSet: RuleSet,
  meeting: Meeting,
  participant: Participant,
  people: PeopleSnapshot,
): LeaveRule {
  const rule = ruleSet.leaveRule(factsOf(meeting, participant, people));
  if (rule.decidedBy !== 'refused') return rule;
  throw refusedByRule('不能这样请假', rule.words, { ...rule, ruleSet: ruleSet.hash });
}

export const factsOf = (
  meeting: Meeting,
  { postId, class: participantClass }: Participant,
  people: PeopleSnapshot,
) => ({
  meetingKind: meeting.kind,
  participantClass,
  rank: people.posts.find(({ id }) => id === postId)?.rankId ?? NO_RANK,
});

async function substituteFor(
  sql: Queryable,
  { meetingId, substitutePersonId }: LeaveWish,
  participant: { personId: string; postId: string; label: string },
  rule: LeaveRule,
  people: PeopleSnapshot,
  ruleSet: RuleSet,
): Promise<Capacity | null> {
  if (!substitutePersonId) return null;
  if (rule.substitute === 'none') {
    throw refusedByRule('不能派人代会', rule.words, { ...rule, ruleSet: ruleSet.hash });
  }
  const called = new Set((await listParticipants(sql, meetingId)).flatMap(({ personId }) => personId ?? []));
  const possible = possibleSubstitutes(participant, called, people);
  const chosen = possible.find(({ personId }) => personId === substitutePersonId);
  if (chosen) return chosen;
  const names = possible.map(capacityLabel).join('、') || '（现无人可代）';
  throw unacceptable('substitute-unfit', '代会人不合规定', `代会的应是本单位的负责人，可以是${names}。`);
}

interface Subject {
  caseId: string;
  meeting: Meeting;
  participant: Participant;
  wish: LeaveWish;
  enterer: Capacity;
  substitute: Capacity | null;
  people: PeopleSnapshot;
}

function matterOf(
  deps: Dependencies,
  { caseId, meeting, participant, wish, enterer, substitute, people }: Subject,
) {
  const body = people.bodies.find(
    ({ id }) => id === people.posts.find((post) => post.id === enterer.postId)?.bodyId,
  );
  const told = wish.channel === 'system' ? '' : `（${CHANNELS[wish.channel]}告知，${wish.toldBy}）`;
  const lines = [
    `请假人：${participant.label}`,
    `会议：${meeting.title}`,
    `事由：${wish.reason}${told}`,
    ...(substitute ? [`代会人：${capacityLabel(substitute)}`] : []),
  ];
  return {
    caseId,
    processId: processes.leaveRequest,
    startMessage: messages.leaveRequested,
    kindLabel: '会议请假',
    title: `${participant.label}向${meeting.title}请假`,
    blocks: lines.map((text) => ({ type: 'paragraph' as const, text })),
    openedBy: {
      personId: enterer.personId,
      personName: enterer.personName,
      postId: enterer.postId,
      postLabel: enterer.postLabel,
      bodyId: body?.id ?? '',
    },
    bodyName: body?.name ?? '',
    summary: `${participant.label}请假`,
    pageUrl: `${deps.publicUrl}/cases/${caseId}`,
    variables: { ...factsOf(meeting, participant, people) },
  };
}

/** Asking for leave answers the notice as well. */
async function noteReceipt(
  deps: Dependencies,
  sql: Queryable,
  account: Account,
  { meetingId, personId, channel, toldBy }: LeaveWish,
  recordedAs: string,
  { label }: Participant,
): Promise<void> {
  const notice = await findLastNoticeOfPerson(sql, meetingId, personId);
  if (!notice) return;
  await insertReceipt(sql, {
    noticeId: notice.id,
    answer: 'asks-leave',
    channel,
    answeredBy: toldBy || label,
    words: '',
    answeredAt: deps.clock.now(),
    recordedBy: account.personId,
    recordedAs,
  });
}

/**
 * 销假, before the opening, by himself or through the secretaries. What is just being decided is not taken back under the
 * hands of whoever decides.
 *
 * @rule art-39
 */
export async function giveBackLeave(
  deps: Dependencies,
  account: Account,
  caseId: string,
  reason: string,
): Promise<LeaveRequest> {
  const found = await findLeave(deps.pool, caseId);
  if (!found) throw notFound('请假');
  await requireAttendance(deps, account, 'leave', caseId);
  return withTransaction(deps.pool, async (sql) => {
    const meeting = await requireBefore(sql, found.meetingId);
    await requireUndeclared(sql, found);
    if (!(await endLeave(sql, found, { by: account.personId, reason, at: deps.clock.now() }))) {
      throw conflict('leave-ended', '不能销假', '这次请假没有准许或者已经销假，不必再销。');
    }
    await releaseSubstitute(sql, found);
    for (const [id, effectKey] of [
      [caseId, 'leave-cancelled'],
      [meeting.caseId, `leave-cancelled:${caseId}`],
    ] as const) {
      await appendLedger(sql, {
        caseId: id,
        kind: 'leave-cancelled',
        personId: account.personId,
        actor: account.displayName,
        capacity: null,
        summary: `${found.who}销假`,
        effectKey,
      });
    }
    return (await findLeave(sql, caseId)) ?? fail();
  });
}

async function requireUndeclared(
  sql: Queryable,
  { caseId, listCaseId, isReported }: LeaveRequest,
): Promise<void> {
  const { rows } = await sql.query<{ key: string }>(
    `select element_instance_key as key from steps where state = 'open' and case_id = any($1::uuid[])`,
    [[caseId, ...(listCaseId && isReported ? [listCaseId] : [])]],
  );
  for (const { key } of rows) {
    if (await isDeclared(sql, key)) {
      throw conflict('being-decided', '正在决定', '请假正在决定，请稍后刷新，看到结果后再销假。');
    }
  }
}

const fail = (): never => {
  throw new Error('请假登记后读不到');
};
