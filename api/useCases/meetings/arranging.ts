import { randomUUID } from 'node:crypto';
import type { Account } from '../../../db/accounts';
import { lockCase } from '../../../db/cases';
import { appendLedger } from '../../../db/ledger';
import type { ItemPlan } from '../../../db/meetings/items';
import { listItems, listMeetingsOfTopic, listTopicsOnAgendas, saveItems } from '../../../db/meetings/items';
import type { Meeting } from '../../../db/meetings/meetings';
import { lockMeeting } from '../../../db/meetings/meetings';
import type { Topic } from '../../../db/meetings/topics';
import { findTopic, listTopics } from '../../../db/meetings/topics';
import { loadPeopleSnapshot } from '../../../db/people';
import type { Queryable } from '../../../db/pool';
import { loadRuleSet } from '../../../db/ruleSets';
import { withTransaction } from '../../../db/transaction';
import { elements } from '../../../domain/generated/ids';
import type { PeopleSnapshot } from '../../../domain/people/types';
import type { Dependencies } from '../../dependencies';
import { conflict, notFound, refusedByRule, unacceptable } from '../../problems';

/** An item as it is wished for; what isn't said comes from the topic. */
export interface ItemWish {
  topicCaseId: string;
  minutes?: number | undefined;
  reporterPersonId?: string | undefined;
  reporterPostId?: string | undefined;
  bodyIds: string[];
}

/**
 * The agenda from now on, in this order.
 *
 * @rule art-38
 */
export async function arrangeAgenda(
  deps: Dependencies,
  account: Account,
  meetingId: string,
  wishes: readonly ItemWish[],
): Promise<void> {
  await withTransaction(deps.pool, async (sql) => {
    await lockCase(sql, meetingId);
    const meeting = await lockMeeting(sql, meetingId);
    if (!meeting) throw notFound('会议');
    await requireArranging(sql, meeting);
    const now = deps.clock.now();
    const people = await loadPeopleSnapshot(sql, now);
    const items: ItemPlan[] = [];
    for (const wish of wishes) {
      if (items.some(({ topicCaseId }) => topicCaseId === wish.topicCaseId)) {
        throw unacceptable('twice', '议题重复', '同一个议题在议程中只能列一次，请核对。');
      }
      items.push(soundItem(wish, await listedTopic(sql, meeting, wish.topicCaseId), people));
    }
    await saveItems(sql, meetingId, items, now);
    await appendLedger(sql, {
      caseId: meetingId,
      kind: 'agenda-arranged',
      personId: account.personId,
      actor: account.displayName,
      capacity: null,
      summary: `编排议程，共${items.length}项`,
      data: { topics: items.map(({ topicCaseId }) => topicCaseId) },
      effectKey: `agenda-arranged:${randomUUID()}`,
    });
  });
}

/** Topics that 专员 let in for this kind of meeting and that no other meeting has, and those that it has already. */
export async function listOffered(sql: Queryable, meeting: Meeting): Promise<Topic[]> {
  const own = (await listItems(sql, meeting.caseId)).map(({ topicCaseId }) => topicCaseId);
  const topics = await listTopics(sql, { states: ['in', 'scheduled'] });
  const listed = await listTopicsOnAgendas(
    sql,
    topics.map(({ caseId }) => caseId),
  );
  return topics.filter(
    ({ caseId, state, meetingKind }) =>
      own.includes(caseId) || (state === 'in' && meetingKind === meeting.kind && !listed.includes(caseId)),
  );
}

/** Throws where the agenda isn't being arranged: it waits for 批印, or the meeting went on. */
export async function requireArranging(sql: Queryable, meeting: Meeting): Promise<void> {
  if (meeting.state === 'approved') {
    throw conflict('approved', '议程已经批印', '议程已经批印，要改的请先写明理由，重新编排。');
  }
  if (meeting.state !== 'preparing') {
    throw conflict('not-preparing', '不能再编排', '会议已经开始、散会或者取消，议程不能再改。');
  }
  const { rows } = await sql.query<{ elementId: string; state: string }>(
    `select element_id as "elementId", state from steps where case_id = $1 order by element_instance_key desc limit 1`,
    [meeting.caseId],
  );
  const last = rows[0];
  // Before the first step nobody has seen anything yet; what is submitted in between must stay what is approved.
  if (!last || (last.elementId === elements.meeting.userTask_ArrangeAgenda && last.state === 'open')) return;
  throw conflict(
    'awaiting-approval',
    '议程正在呈批',
    '议程已经呈批，等批印或者退回后再改；刚退回的，请稍候再试。',
  );
}

async function listedTopic(sql: Queryable, meeting: Meeting, topicCaseId: string): Promise<Topic> {
  const topic = await findTopic(sql, topicCaseId);
  if (!topic) throw unacceptable('no-such-topic', '没有这个议题', '所列的议题不存在，请从待排议题中选。');
  const meetings = await listMeetingsOfTopic(sql, topicCaseId);
  const isOurs = meetings.includes(meeting.caseId);
  if (meetings.some((id) => id !== meeting.caseId)) {
    throw unacceptable('listed-elsewhere', '已列入另一次会议', `《${topic.title}》已列入另一次会议的议程。`);
  }
  if (topic.state !== 'in' && !(isOurs && topic.state === 'scheduled')) {
    const { hash, humanStep } = await loadRuleSet(sql, 'current');
    const { article, reading, words } = humanStep(elements.meetingTopic.userTask_DecideTopic);
    const rule = { article, reading, words, ruleSet: hash };
    throw refusedByRule('未同意上会', `《${topic.title}》没有同意上会的决定，不能列入议程。`, rule);
  }
  if (topic.meetingKind !== meeting.kind) {
    throw unacceptable(
      'other-kind',
      '会议种类不符',
      `《${topic.title}》确定上另一种会议，不能列入本次会议。`,
    );
  }
  return topic;
}

function soundItem(wish: ItemWish, topic: Topic, people: PeopleSnapshot): ItemPlan {
  const reporterPersonId = wish.reporterPersonId ?? topic.reporterPersonId;
  const held = people.holdings.filter(({ personId }) => personId === reporterPersonId);
  const wanted =
    wish.reporterPostId ?? (wish.reporterPersonId === undefined ? topic.reporterPostId : held[0]?.postId);
  const holding = held.find(({ postId }) => postId === wanted) ?? held[0];
  if (!holding || (wish.reporterPostId !== undefined && holding.postId !== wish.reporterPostId)) {
    throw unacceptable(
      'no-such-reporter',
      '汇报人有误',
      `《${topic.title}》的汇报人不在所选的职务上，请另选。`,
    );
  }
  const unknown = wish.bodyIds.filter((id) => !people.bodies.some((body) => body.id === id));
  if (unknown.length > 0) {
    throw unacceptable(
      'no-such-body',
      '列席单位有误',
      `《${topic.title}》的列席单位“${unknown.join('、')}”不存在。`,
    );
  }
  return {
    topicCaseId: topic.caseId,
    minutes: wish.minutes ?? topic.minutes,
    reporterPersonId,
    reporterPostId: holding.postId,
    bodyIds: [...new Set(wish.bodyIds)],
  };
}
