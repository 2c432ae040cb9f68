import { describeError } from '../../db/describeError';
import { wokenLoop } from '../../db/wokenLoop';
import type { MonthDeps } from './raiseMonthAlerts';
import { raiseMonthAlerts } from './raiseMonthAlerts';

const LOOK_AGAIN_MILLISECONDS = 600_000;

/** 当月未开会: looks now and then, and whenever the clock is moved, whether a month has ended without. Several may run. */
export function watchMonths(deps: MonthDeps): { close(): Promise<void> } {
  return wokenLoop(deps.pool, ['clock'], LOOK_AGAIN_MILLISECONDS, {
    round: async () => {
      const raised = await raiseMonthAlerts(deps);
      if (raised > 0) deps.log.info({ event: 'months.alerted', raised });
      return false;
    },
    failed: (error) => deps.log.warn({ error: describeError(error) }, '当月会议情况暂时不能核对，稍后再试'),
  });
}
