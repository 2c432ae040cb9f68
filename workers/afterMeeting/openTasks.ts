import type { PoolClient } from 'pg';
import { currentCalendar } from '../../db/calendar';
import type { DecisionTask } from '../../db/afterMeeting/decisions';
import type { DecidedItem } from '../../db/afterMeeting/outcome';
import { insertSupervisedTask, isSupervised } from '../../db/afterMeeting/supervision';
import { startCase } from '../../db/startCase';
import { endOfDay } from '../../domain/calendar';
import { parseBody } from '../../domain/document/text';
import { messages, processes } from '../../domain/generated/ids';
import { isoDayInWords } from '../../domain/meetings/reference';
import type { WorkerDeps } from '../deps';
import type { Secretary } from './secretary';
import { bodyNameOf } from './secretary';

const LONGEST_TITLE = 80;

/**
 * 议定事项交办: each task opens its supervision at once, without waiting for the minutes; once per task, whose id is its case's.
 *
 * @rule art-24
 */
export async function openTasks(
  deps: WorkerDeps,
  sql: PoolClient,
  { item, reference, decision }: DecidedItem,
  secretary: Secretary,
): Promise<void> {
  for (const task of decision.tasks) {
    if (await isSupervised(sql, task.id)) continue;
    await openTask(deps, sql, { task, item, reference, secretary });
  }
}

async function openTask(
  deps: WorkerDeps,
  sql: PoolClient,
  given: { task: DecisionTask; item: DecidedItem['item']; reference: string; secretary: Secretary },
): Promise<void> {
  const { task, item, reference, secretary } = given;
  const { capacity, people } = secretary;
  const nameOf = (bodyId: string): string => bodyNameOf(people, bodyId);
  const calendar = await currentCalendar(sql);
  const lines = [
    `交办依据：${reference}（${item.title}）`,
    `议定事项：${task.what}`,
    `牵头单位：${nameOf(task.leadBodyId)}`,
    ...(task.assistingBodyIds.length > 0
      ? [`配合单位：${task.assistingBodyIds.map(nameOf).join('、')}`]
      : []),
    ...(task.dueOn ? [`办结期限：${isoDayInWords(task.dueOn)}`] : []),
  ];
  const caseId = await startCase(sql, {
    caseId: task.id,
    processId: processes.supervision,
    startMessage: messages.supervisionOpened,
    kindLabel: '议定事项',
    title: shortened(task.what),
    blocks: parseBody(lines.join('\n')),
    openedBy: {
      personId: capacity.personId,
      personName: capacity.personName,
      postId: capacity.postId,
      postLabel: capacity.postLabel,
      bodyId: task.leadBodyId,
    },
    bodyName: nameOf(task.leadBodyId),
    summary: `${reference}交办，牵头单位${nameOf(task.leadBodyId)}${task.dueOn ? `，${isoDayInWords(task.dueOn)}前办结` : ''}`,
    pageUrl: `${deps.publicUrl}/supervision/${task.id}`,
  });
  await insertSupervisedTask(sql, {
    caseId,
    taskId: task.id,
    meetingId: item.meetingId,
    itemId: item.id,
    dueAt: task.dueOn ? endOfDay(task.dueOn, calendar) : null,
    assistingBodyIds: task.assistingBodyIds,
  });
}

function shortened(what: string): string {
  const characters = [...what.trim()];
  return characters.length > LONGEST_TITLE
    ? `${characters.slice(0, LONGEST_TITLE - 1).join('')}…`
    : what.trim();
}
