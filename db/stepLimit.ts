import type { WorkingCalendar } from '../domain/calendar';
import type { TimeLimit } from '../domain/routing/facts';
import type { StageDeadline } from '../domain/steps/stageDeadline';
import { recomputedDeadline } from '../domain/steps/stageDeadline';
import { deadlineSetByMeeting } from './afterMeeting/setDeadline';
import { beforeTheMeeting } from './invitations/deadline';
import type { Queryable } from './pool';
import { loadRuleSet } from './ruleSets';
import type { RunningCase } from './runningCases';
import type { Step } from './steps';
import { listEarlierOpenings } from './steps';

/** The time limit of a step, by the rule set which its case pinned. */
export async function limitOf(
  sql: Queryable,
  running: RunningCase,
  { elementId }: Pick<Step, 'elementId'>,
): Promise<TimeLimit> {
  const ruleSet = await loadRuleSet(sql, running.ruleSetHash);
  return ruleSet.timeLimit(elementId, running.facts);
}

/**
 * What an open step's deadline is by a calendar. Changes nothing.
 *
 * @throws CalendarError where a past year has no data
 */
export async function deadlineOfStep(
  sql: Queryable,
  running: RunningCase,
  step: Step,
  calendar: WorkingCalendar,
  now: Date,
): Promise<StageDeadline> {
  const limit = await limitOf(sql, running, step);
  const earlier = await listEarlierOpenings(sql, step);
  const set = await deadlineSetByMeeting(sql, step, limit, earlier, calendar);
  return set ?? beforeTheMeeting(sql, step, recomputedDeadline(step, limit, earlier, calendar, now));
}
