import { findLastAct } from '../../db/agreements';
import { defineClosing } from '../case/defineClosing';
import { PermanentError } from '../runJob';

/** 存废稿: the signer's 不发 or the drafter's 作废 ends the case; everything is kept, nothing gets a number (law 10). */
export const closeUnissued = defineClosing({
  type: 'document.closeUnissued',
  action: '存废稿',
  kind: 'closed-unissued',
  endingOf: async ({ office }, sql, caseId) => {
    const last = await findLastAct(sql, caseId);
    const decision = office.vocabulary.decisions.find(({ id }) => id === last?.decision);
    if (!last || !decision?.closesAs) {
      throw new PermanentError('库中没有不发或作废的决定，此件不得存为废稿');
    }
    return { as: decision.closesAs, words: `存废稿，不编号：${last.actor}决定${decision.label}` };
  },
});
