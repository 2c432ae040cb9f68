import { deadline } from '../../domain/calendar';
import type { WorkingCalendar } from '../../domain/calendar';
import { elements } from '../../domain/generated/ids';
import type { TimeLimit } from '../../domain/routing/facts';
import type { EarlierOpening, StageDeadline } from '../../domain/steps/stageDeadline';
import type { Queryable } from '../pool';
import { findSetDeadline } from './supervision';

const { userTask_ReportProgress: REPORT } = elements.supervision;

/**
 * The deadline that a meeting set for a task, for the step in which its department reports; null for other steps and where
 * the meeting set none. What comes back after that day has at least `leastDays`.
 *
 * @rule art-24
 */
export async function deadlineSetByMeeting(
  sql: Queryable,
  step: { caseId: string; elementId: string; openedAt: Date },
  limit: Pick<TimeLimit, 'leastDays'>,
  earlier: readonly EarlierOpening[],
  calendar: WorkingCalendar,
): Promise<StageDeadline | null> {
  if (step.elementId !== REPORT) return null;
  const at = await findSetDeadline(sql, step.caseId);
  if (!at) return null;
  if (at > step.openedAt) return { at, provisional: false, calendarVersion: calendar.version };
  const last = earlier.at(-1);
  if (last?.state === 'refused') {
    return { at: last.dueAt, provisional: last.dueProvisional, calendarVersion: calendar.version };
  }
  return deadline(step.openedAt, limit.leastDays, calendar);
}
