import type { RegionalState } from '../../db/regionalMeetings/meetings';
import { findRegionalMeeting } from '../../db/regionalMeetings/meetings';
import type { Ending } from '../case/defineClosing';
import { defineClosing } from '../case/defineClosing';
import { PermanentError } from '../runJob';

/** States in which a meeting's case may end. */
const ENDINGS: Partial<Record<RegionalState, Ending>> = {
  held: { as: 'done', words: '会议已经召开并登记，办结' },
  declined: { as: 'declined', words: '未予同意，办结' },
  'called-off': { as: 'cancelled', words: '会议取消，办结' },
};

/**
 * 区域性会议办结.
 *
 * @rule art-41
 */
export const closeRegionalMeeting = defineClosing({
  type: 'regionalMeeting.close',
  action: '区域性会议办结',
  kind: 'regional-meeting-closed',
  endingOf: async (_deps, sql, caseId) => {
    const meeting = await findRegionalMeeting(sql, caseId);
    const ending = meeting && ENDINGS[meeting.state];
    if (!ending) throw new PermanentError('库中的会议还没有召开、取消或者不予同意的登记，不得办结');
    return ending;
  },
});
