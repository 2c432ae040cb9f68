import type { Account } from '../../../db/accounts';
import type { SupervisedTask } from '../../../db/afterMeeting/supervision';
import {
  findSupervisedTask,
  insertFeedback,
  listSupervisedTasks,
} from '../../../db/afterMeeting/supervision';
import { lockCase } from '../../../db/cases';
import { appendLedger } from '../../../db/ledger';
import { withTransaction } from '../../../db/transaction';
import type { Dependencies } from '../../dependencies';
import { conflict, forbidden, notFound } from '../../problems';
import { actorIn, standingOf } from './access';
import type { Standing } from './access';

/** 督办事项: of the bodies that he is in charge of or works in; all of them for the leaders and the Office. @rule art-24 */
export async function listTasks(
  deps: Dependencies,
  account: Account,
  { all, meetingId }: { all: boolean; meetingId?: string | undefined },
): Promise<SupervisedTask[]> {
  const standing = await standingOf(deps, deps.pool, account);
  return listSupervisedTasks(deps.pool, {
    ...(meetingId === undefined ? {} : { meetingId }),
    ...(all && standing.isOverseer ? {} : { bodyIds: standing.bodyIds }),
  });
}

/** A task, for its lead and assisting bodies, the leaders and the Office; for everybody else there is none. @rule art-56 */
export async function readTask(
  deps: Dependencies,
  account: Account,
  caseId: string,
): Promise<{ task: SupervisedTask; mayReport: boolean }> {
  const task = await findSupervisedTask(deps.pool, caseId);
  const standing = await standingOf(deps, deps.pool, account);
  if (!task || !(standing.isOverseer || concerns(task, standing.bodyIds))) throw notFound('督办事项');
  return { task, mayReport: !task.closedAt && concerns(task, standing.inCharge) };
}

const bodiesOf = ({ leadBodyId, assisting }: SupervisedTask): string[] => [
  leadBodyId,
  ...assisting.map(({ bodyId }) => bodyId),
];

const concerns = (task: SupervisedTask, bodyIds: string[]): boolean =>
  bodiesOf(task).some((id) => bodyIds.includes(id));

/** 反馈进展 by one in charge of a body that takes part, until the task is closed. @rule art-24 */
export async function giveFeedback(
  deps: Dependencies,
  account: Account,
  caseId: string,
  words: string,
): Promise<void> {
  const { task, mayReport } = await readTask(deps, account, caseId);
  if (task.closedAt) throw conflict('task-closed', '已经销号', '此项已经销号，不再反馈。');
  if (!mayReport) throw forbidden('进展由牵头单位、配合单位的负责人反馈。');
  await withTransaction(deps.pool, async (sql) => {
    await lockCase(sql, caseId);
    const standing: Standing = await standingOf(deps, sql, account);
    const bodyId = bodiesOf(task).find((id) => standing.inCharge.includes(id)) ?? task.leadBodyId;
    const givenAs = actorIn(standing, account, (post) => post.bodyId === bodyId);
    await insertFeedback(sql, { caseId, bodyId, words, givenBy: account.personId, givenAs });
    const now = deps.clock.now();
    await appendLedger(sql, {
      caseId,
      kind: 'feedback',
      personId: account.personId,
      actor: givenAs,
      capacity: null,
      summary: '反馈进展',
      effectKey: `feedback:${account.personId}:${now.toISOString()}`,
      at: now,
    });
  });
}
