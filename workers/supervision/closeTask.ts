import { findLastAct } from '../../db/agreements';
import { defineClosing } from '../case/defineClosing';

/** 登记销号: the leader has confirmed that the task is done. @rule art-24 */
export const closeTask = defineClosing({
  type: 'supervision.closeTask',
  action: '登记销号',
  kind: 'task-closed',
  endingOf: async (_deps, sql, caseId) => {
    const last = await findLastAct(sql, caseId);
    return { as: 'done', words: `销号${last ? `，由${last.actor}确认` : ''}` };
  },
});
