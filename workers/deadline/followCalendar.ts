import type { PoolClient } from 'pg';
import { calendarOf, currentCalendar } from '../../db/calendar';
import { reasonsSince } from '../../db/calendarVersions';
import { moveWatch } from '../../db/deadlineWatch';
import { appendLedger } from '../../db/ledger';
import { findToldOf, insertNotice } from '../../db/notices';
import { redateTask } from '../../db/outbox';
import type { RunningCase } from '../../db/runningCases';
import { listHolders } from '../../db/stepHolders';
import { deadlineOfStep, limitOf } from '../../db/stepLimit';
import type { Step } from '../../db/steps';
import { redateStep } from '../../db/steps';
import { CalendarError } from '../../domain/calendar';
import type { WorkingCalendar } from '../../domain/calendar';
import { momentInWords } from '../../domain/calendar/momentInWords';
import type { TimeLimit } from '../../domain/routing/facts';
import { planNotices } from '../../domain/steps/notices';
import type { StageDeadline } from '../../domain/steps/stageDeadline';
import type { WorkerDeps } from '../deps';

export type CalendarDeps = Pick<WorkerDeps, 'pool' | 'office' | 'clock' | 'log'>;

/**
 * Puts an open step under the calendar that holds now (law 8): another deadline is written, stands in the ledger with
 * its reason, is told to those concerned and to the engine, and its watch follows. The caller has locked the step, so
 * that it can't close meanwhile; a step that is under this calendar already stays untouched.
 *
 * @returns the step as it stands now
 * @rule art-58
 */
export async function followCalendar(
  deps: CalendarDeps,
  sql: PoolClient,
  step: Step,
  running: RunningCase,
): Promise<Step> {
  const calendar = await currentCalendar(sql);
  // Steps of a request have the request's deadline, which follows by itself (workers/countersign).
  if (step.state !== 'open' || step.countersignRequestId || step.calendarVersion === calendar.version)
    return step;
  const now = deps.clock.now();
  const due = await computedAnew(deps, sql, step, running, calendar);
  if (!due) return step;

  const limit = await limitOf(sql, running, step);
  const nextNotice = (one: Step, under: WorkingCalendar): number | undefined =>
    planNotices({ ...one, silenceCounts: false }, limit, now, under).nextAt?.getTime();
  const before = nextNotice(step, (await calendarOf(sql, step.calendarVersion)) ?? calendar);
  const moved: Step = {
    ...step,
    dueAt: due.at,
    dueProvisional: due.provisional,
    calendarVersion: due.calendarVersion,
  };
  await redateStep(sql, step.elementInstanceKey, moved);
  const isMoved = step.dueAt.getTime() !== moved.dueAt.getTime();
  const change = { running, limit, step, moved, now, isMoved };
  if (isMoved) await tell(sql, change);
  if (isMoved || step.dueProvisional !== moved.dueProvisional) await record(deps, sql, change);
  // The watch sleeps until a moment that may no longer be the next one.
  if (isMoved || before !== nextNotice(moved, calendar))
    await moveWatch(sql, moved, { title: running.title, now, id: moved.calendarVersion ?? '' });
  return moved;
}

/** Null where a past year has no data: the step keeps what it has, and doctor names it. */
async function computedAnew(
  deps: CalendarDeps,
  sql: PoolClient,
  step: Step,
  running: RunningCase,
  calendar: WorkingCalendar,
): Promise<StageDeadline | null> {
  try {
    return await deadlineOfStep(sql, running, step, calendar, deps.clock.now());
  } catch (error) {
    if (!(error instanceof CalendarError)) throw error;
    deps.log.warn({ elementInstanceKey: step.elementInstanceKey, error: error.message }, '期限无法重算');
    return null;
  }
}

interface Change {
  running: RunningCase;
  limit: TimeLimit;
  step: Step;
  moved: Step;
  now: Date;
  isMoved: boolean;
}

async function record(
  deps: CalendarDeps,
  sql: PoolClient,
  { running, limit, step, moved, now }: Change,
): Promise<void> {
  const reasons = (await reasonsSince(sql, step.calendarVersion)).join('；');
  const { elementInstanceKey, elementId } = step;
  await appendLedger(sql, {
    caseId: running.id,
    kind: 'deadline-moved',
    personId: null,
    actor: '系统',
    capacity: null,
    summary: `${step.act}期限${changeInWords(deps.office.timeZone, step, moved)}：${reasons}`,
    data: {
      elementId,
      from: stateOf(step),
      to: stateOf(moved),
      reasons,
    },
    rule: { article: limit.article, reading: '', ruleSet: running.ruleSetHash, words: limit.words },
    effectKey: `deadline-moved:${elementInstanceKey}:${moved.calendarVersion}`,
    at: now,
  });
  await redateTask(sql, running.id, elementInstanceKey, moved.calendarVersion ?? '');
}

const stateOf = ({ dueAt, dueProvisional, calendarVersion }: Step): Record<string, unknown> => ({
  dueAt: dueAt.toISOString(),
  provisional: dueProvisional,
  calendarVersion,
});

/** 由11月24日19:30改为11月25日19:30, 由暂定转为确定（11月24日19:30）. */
function changeInWords(timeZone: string, before: Step, after: Step): string {
  const is = momentInWords(after.dueAt, timeZone);
  if (before.dueAt.getTime() === after.dueAt.getTime()) {
    return after.dueProvisional ? `由确定转为暂定（${is}）` : `由暂定转为确定（${is}）`;
  }
  return `由${momentInWords(before.dueAt, timeZone)}改为${is}${after.dueProvisional ? '（暂定）' : ''}`;
}

/** Those who have the step, and whoever was told of it before. */
async function tell(sql: PoolClient, { running, step, moved, now }: Change): Promise<void> {
  const { elementInstanceKey, elementId } = step;
  const holders = (await listHolders(sql, elementInstanceKey)).map(({ personId }) => personId);
  const { personIds, moves } = await findToldOf(sql, elementInstanceKey);
  await insertNotice(sql, {
    kind: 'moved',
    number: moves + 1,
    at: now,
    caseId: running.id,
    elementInstanceKey,
    elementId,
    dueAt: moved.dueAt,
    wasDueAt: step.dueAt,
    recipients: [
      ...holders.map((personId) => ({ personId, isHolder: true })),
      ...personIds.filter((id) => !holders.includes(id)).map((personId) => ({ personId, isHolder: false })),
    ],
  });
}
