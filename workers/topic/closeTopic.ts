import { lockCase } from '../../db/cases';
import { lockTopic } from '../../db/meetings/topics';
import type { TopicState } from '../../db/meetings/topics';
import type { Ending } from '../case/defineClosing';
import { defineClosing } from '../case/defineClosing';
import { PermanentError } from '../runJob';

/** States in which a topic's case may end. */
const ENDINGS: Partial<Record<TopicState, Ending>> = {
  decided: { as: 'done', words: '会议已有决定，议题办结' },
  out: { as: 'declined', words: '确定不上会，议题办结' },
  withdrawn: { as: 'cancelled', words: '议题已撤回，办结' },
};

/**
 * 办结议题: the case ends as the topic did.
 *
 * @rule art-38
 */
export const closeTopic = defineClosing({
  type: 'topic.closeTopic',
  action: '办结议题',
  kind: 'topic-closed',
  endingOf: async (_deps, sql, caseId) => {
    await lockCase(sql, caseId);
    const topic = await lockTopic(sql, caseId);
    const ending = topic && ENDINGS[topic.state];
    if (!ending) throw new PermanentError('库中没有会议决定、不上会或者撤回的登记，议题不得办结');
    return ending;
  },
});
