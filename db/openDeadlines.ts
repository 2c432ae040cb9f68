import { CalendarError } from '../domain/calendar';
import type { WorkingCalendar } from '../domain/calendar';
import type { Queryable } from './pool';
import { findRunningCase } from './runningCases';
import { deadlineOfStep } from './stepLimit';
import { listOpenStepsInFull } from './steps';

/** The deadline of an open step as it is, and as a calendar would have it. */
export interface MovedDeadline {
  caseId: string;
  caseTitle: string;
  stepLabel: string;
  from: Date;
  to: Date;
  wasProvisional: boolean;
  isProvisional: boolean;
}

/** Which open steps would have another deadline under a calendar, or one of another certainty. Changes nothing. */
export async function listMovedDeadlines(
  sql: Queryable,
  calendar: WorkingCalendar,
  now: Date,
): Promise<MovedDeadline[]> {
  const moved: MovedDeadline[] = [];
  for (const step of await listOpenStepsInFull(sql)) {
    const running = await findRunningCase(sql, step.caseId);
    if (running?.status !== 'in-progress') continue;
    try {
      const due = await deadlineOfStep(sql, running, step, calendar, now);
      if (due.at.getTime() === step.dueAt.getTime() && due.provisional === step.dueProvisional) continue;
      moved.push({
        caseId: step.caseId,
        caseTitle: running.title,
        stepLabel: step.label,
        from: step.dueAt,
        to: due.at,
        wasProvisional: step.dueProvisional,
        isProvisional: due.provisional,
      });
    } catch (error) {
      // What a past year without data refuses stays as it is.
      if (!(error instanceof CalendarError)) throw error;
    }
  }
  return moved;
}
