import type { Account } from '../../../db/accounts';
import { lockCase } from '../../../db/cases';
import { appendLedger } from '../../../db/ledger';
import { findTopicFindings } from '../../../db/meetings/topicFaults';
import { isOnAgenda, lockTopic, moveTopic, setTopicState } from '../../../db/meetings/topics';
import type { Topic, TopicState } from '../../../db/meetings/topics';
import { enqueue } from '../../../db/outbox';
import { findRunningCase } from '../../../db/runningCases';
import type { RunningCase } from '../../../db/runningCases';
import { withTransaction } from '../../../db/transaction';
import type { PoolClient } from 'pg';
import { messages } from '../../../domain/generated/ids';
import type { Dependencies } from '../../dependencies';
import { labelOf } from '../../office';
import { conflict, forbidden, notFound, unacceptable } from '../../problems';
import { findLeadActor } from '../countersign/actors';
import { requireSecretary } from '../meetings/access';
import { requireTopicReader } from './access';
import { requireSound } from './submitTopic';

const AGAIN: TopicState[] = ['postponed', 'other-meeting'];
const BEFORE_AGENDA: TopicState[] = ['in', 'postponed', 'other-meeting'];

/**
 * 再次列入: the Office puts a topic that was postponed, or is for another meeting, before the commissioner again.
 *
 * @rule art-38
 */
export async function listAgain(
  deps: Dependencies,
  account: Account,
  caseId: string,
  wish: { meetingKind?: string | undefined; reason: string },
): Promise<void> {
  const reader = await requireTopicReader(deps, account, caseId);
  requireSecretary(reader);
  await withTransaction(deps.pool, async (sql) => {
    const { topic, running } = await lockBoth(sql, caseId);
    if (!AGAIN.includes(topic.state)) {
      throw conflict(
        'not-postponed',
        '不能再次列入',
        '只有缓议和改上其他会议的议题可以再次列入，请核对议题现在的情况。',
      );
    }
    const meetingKind = wish.meetingKind ?? topic.meetingKind;
    if (topic.state === 'other-meeting' && meetingKind === topic.meetingKind) {
      throw unacceptable(
        'other-meeting',
        '请选定改上的会议',
        '此议题改上其他会议，请选定原来以外的会议种类。',
      );
    }
    await moveTopic(sql, caseId, meetingKind);
    requireSound(await findTopicFindings(sql, deps.office, caseId, running.ruleSetHash));
    await setTopicState(sql, caseId, 'checked');
    const label = labelOf(deps.office.meetings.kinds, meetingKind);
    await tell(sql, topic, {
      account,
      message: messages.topicListedAgain,
      kind: 'topic-listed-again',
      summary: `再次列入，拟提请${label}：${wish.reason}`,
    });
  });
}

/** 撤回议题 by its department, before it is on an agenda. @rule art-38 */
export async function withdrawTopic(
  deps: Dependencies,
  account: Account,
  caseId: string,
  reason: string,
): Promise<void> {
  await requireTopicReader(deps, account, caseId);
  await withTransaction(deps.pool, async (sql) => {
    const { topic, running } = await lockBoth(sql, caseId);
    if (!(await findLeadActor(deps, sql, account, running, topic.bodyId))) {
      throw forbidden('议题由提出的部门撤回：拟稿人或者部门负责人才能这样做。');
    }
    if (!BEFORE_AGENDA.includes(topic.state) || (await isOnAgenda(sql, caseId))) {
      throw conflict(
        'not-withdrawable',
        '现在不能撤回',
        '只有审定之后、排入议程之前可以这样撤回；还在审核的请退回后撤回，已排入议程的请先请办公室移出。',
      );
    }
    await setTopicState(sql, caseId, 'withdrawn');
    await tell(sql, topic, {
      account,
      message: messages.topicWithdrawn,
      kind: 'topic-withdrawn',
      summary: `撤回议题：${reason}`,
    });
  });
}

async function lockBoth(sql: PoolClient, caseId: string): Promise<{ topic: Topic; running: RunningCase }> {
  await lockCase(sql, caseId);
  const topic = await lockTopic(sql, caseId);
  const running = await findRunningCase(sql, caseId);
  if (!topic || !running) throw notFound('议题');
  return { topic, running };
}

/** Into the ledger and to the engine, once per state that the topic was in. */
async function tell(
  sql: PoolClient,
  topic: Topic,
  word: { account: Account; message: string; kind: string; summary: string },
): Promise<void> {
  const effectKey = `${word.kind}:${topic.caseId}:${topic.stateSince.toISOString()}`;
  await appendLedger(sql, {
    caseId: topic.caseId,
    kind: word.kind,
    personId: word.account.personId,
    actor: word.account.displayName,
    capacity: null,
    summary: word.summary,
    effectKey,
  });
  await enqueue(sql, {
    kind: 'publish-message',
    caseId: topic.caseId,
    payload: { name: word.message, correlationKey: topic.caseId, variables: {} },
    effectKey,
  });
}
