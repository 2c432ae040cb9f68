import { findPressRelease } from '../../db/afterMeeting/press';
import { defineClosing } from '../case/defineClosing';

/** 办结报道: published and recorded, or given up for a reason. @rule art-42 */
export const close = defineClosing({
  type: 'press.close',
  action: '办结报道',
  kind: 'press-closed',
  endingOf: async (_deps, sql, caseId) =>
    ((await findPressRelease(sql, caseId))?.publications.length ?? 0) > 0
      ? { as: 'done', words: '报道已发布，办结' }
      : { as: 'cancelled', words: '不再报道，办结' },
});
