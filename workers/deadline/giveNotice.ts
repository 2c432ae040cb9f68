import type { PoolClient } from 'pg';
import { z } from 'zod';
import { calendarOf, currentCalendar } from '../../db/calendar';
import type { CountersignPlace } from '../../db/countersign/place';
import { findPlaceOfStep, silenceCounts } from '../../db/countersign/place';
import { watchIsOver } from '../../db/deadlineWatch';
import { appendLedger } from '../../db/ledger';
import { insertNotice } from '../../db/notices';
import type { RunningCase } from '../../db/runningCases';
import { findRunningCase } from '../../db/runningCases';
import { listHolders } from '../../db/stepHolders';
import type { StepHolder } from '../../db/stepHolders';
import { lockStep } from '../../db/steps';
import type { Step } from '../../db/steps';
import { limitOf } from '../../db/stepLimit';
import { contextOf, holdersInOffice } from '../../db/stepTerms';
import { loadPeopleSnapshot } from '../../db/people';
import { withTransaction } from '../../db/transaction';
import { momentInWords } from '../../domain/calendar/momentInWords';
import type { TimeLimit } from '../../domain/routing/facts';
import type { Notice } from '../../domain/steps/notices';
import { planNotices } from '../../domain/steps/notices';
import type { WorkerDeps } from '../deps';
import { defineWorker, NotYet, PermanentError } from '../runJob';
import { followCalendar } from './followCalendar';

/**
 * 提醒 and 超时提醒 of a step that stands open: gives what is due and says when the next comes. What is due is
 * computed from the record; the engine only says that it is time to look. A notice moves nobody's authority.
 *
 * @rule art-5 art-58
 */
export const giveNotice = defineWorker({
  type: 'deadline.giveNotice',
  action: '时限提醒',
  input: z.object({ stepKey: z.string().regex(/^\d{1,19}$/), noticeAt: z.iso.datetime({ offset: true }) }),
  createHandler:
    (deps: WorkerDeps) =>
    async ({ stepKey, noticeAt }) =>
      withTransaction(deps.pool, async (sql) => {
        const found = await lockStep(sql, stepKey);
        if (found?.state !== 'open') return { isWatching: false, noticeAt: null };
        const running = await findRunningCase(sql, found.caseId);
        if (!running) throw new PermanentError('未查到本件的登记，请运行 npm run doctor 核对');

        const now = deps.clock.now();
        // A notice of days off may have come in this very moment: nobody is told of a deadline that no longer stands.
        const step = await followCalendar(deps, sql, found, running);
        const limit = await limitOf(sql, running, step);
        const calendar = (await calendarOf(sql, step.calendarVersion)) ?? (await currentCalendar(sql));
        // An engine whose clock is ahead of ours would ask again and again.
        if (new Date(noticeAt) > now) throw new NotYet('尚未到提醒的时刻');
        const place = await findPlaceOfStep(sql, stepKey);
        const plan = planNotices({ ...step, silenceCounts: silenceCounts(place) }, limit, now, calendar);
        if (plan.due) await give(deps, sql, { running, step, limit, notice: plan.due, place });
        if (!plan.nextAt) await watchIsOver(sql, stepKey);
        return { isWatching: plan.nextAt !== null, noticeAt: plan.nextAt?.toISOString() ?? null };
      }),
});

interface Occasion {
  running: RunningCase;
  step: Step;
  limit: TimeLimit;
  notice: Notice;
  place: CountersignPlace | null;
}

async function give(deps: WorkerDeps, sql: PoolClient, occasion: Occasion): Promise<void> {
  const { running, step, limit, notice } = occasion;
  const holders = await listHolders(sql, step.elementInstanceKey);
  const told = notice.kind === 'overdue' ? await superiors(deps, sql, occasion, holders) : [];
  const isNew = await insertNotice(sql, {
    ...notice,
    caseId: running.id,
    elementInstanceKey: step.elementInstanceKey,
    elementId: step.elementId,
    dueAt: step.dueAt,
    countersignRequestId: step.countersignRequestId,
    recipients: [
      ...holders.map(({ personId }) => ({ personId, isHolder: true })),
      ...told.map(({ personId }) => ({ personId, isHolder: false })),
    ],
  });
  if (!isNew) return;
  await appendLedger(sql, {
    caseId: running.id,
    kind: `notice-${notice.kind}`,
    personId: null,
    actor: '系统',
    capacity: null,
    summary: inWords(deps, occasion, holders, told),
    data: { elementId: step.elementId, number: notice.number, dueAt: step.dueAt.toISOString() },
    rule: { article: limit.article, reading: '', ruleSet: running.ruleSetHash, words: limit.words },
    // A moved deadline has notices of its own.
    effectKey: `notice:${step.elementInstanceKey}:${step.dueAt.toISOString()}:${notice.kind}:${notice.number}`,
    at: notice.at,
  });
}

/** The next rank and the Office, as the table names them; whoever has the step himself is told as its holder. */
async function superiors(
  deps: WorkerDeps,
  sql: PoolClient,
  { running, limit, place }: Occasion,
  holders: StepHolder[],
): Promise<{ personId: string; label: string }[]> {
  const people = await loadPeopleSnapshot(sql, deps.clock.now());
  const context = { ...contextOf(running, place), stepPostIds: holders.map(({ postId }) => postId) };
  const { capacities } = holdersInOffice(deps.office, limit.overdueTo, context, people);
  const own = new Set(holders.map(({ personId }) => personId));
  const others = new Map(
    capacities
      .filter(({ personId }) => !own.has(personId))
      .map(({ personId, postLabel, personName }) => [personId, `${postLabel}${personName}`]),
  );
  return [...others].map(([personId, label]) => ({ personId, label }));
}

function inWords(
  deps: WorkerDeps,
  { step, notice }: Occasion,
  holders: StepHolder[],
  told: { label: string }[],
): string {
  const due = momentInWords(step.dueAt, deps.office.timeZone);
  const who = holders.map(({ label }) => label).join('、');
  if (notice.kind === 'reminder') return `提醒${who}：${step.act}应于${due}前办结`;
  const others = told.map(({ label }) => label).join('、');
  const again = notice.number > 1 ? `（第${notice.number}次）` : '';
  return `超时提醒${again}：${step.act}应于${due}前办结，${who}尚未办结${others ? `，并告${others}` : ''}`;
}
