import { describeError } from '../../db/describeError';
import { wokenLoop } from '../../db/wokenLoop';
import type { WaitDeps } from './remindOfWaits';
import { remindOfWaits } from './remindOfWaits';

const LOOK_AGAIN_MILLISECONDS = 600_000;

/** Looks now and then, and whenever the clock or the calendar changes, which region-wide meetings wait too long. Several may run. */
export function watchWaits(deps: WaitDeps): { close(): Promise<void> } {
  return wokenLoop(deps.pool, ['clock', 'calendar'], LOOK_AGAIN_MILLISECONDS, {
    round: async () => {
      const given = await remindOfWaits(deps);
      if (given > 0) deps.log.info({ event: 'regionalMeetings.reminded', given });
      return false;
    },
    failed: (error) => deps.log.warn({ error: describeError(error) }, '区域性会议暂时不能核对，稍后再提醒'),
  });
}
