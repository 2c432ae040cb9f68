import type { PoolClient } from 'pg';
import { calendarOf, currentCalendar } from '../../db/calendar';
import { reasonsSince } from '../../db/calendarVersions';
import { lockCase } from '../../db/cases';
import { tellBody, tellLead } from '../../db/countersign/notices';
import type { RequestRow } from '../../db/countersign/requests';
import { findRequest, listRequestsOfOtherCalendars, moveDeadline } from '../../db/countersign/requests';
import { describeError } from '../../db/describeError';
import { appendLedger } from '../../db/ledger';
import { enqueue } from '../../db/outbox';
import { withTransaction } from '../../db/transaction';
import { deadline } from '../../domain/calendar';
import type { WorkingCalendar } from '../../domain/calendar';
import { momentInWords } from '../../domain/calendar/momentInWords';
import { messages } from '../../domain/generated/ids';
import type { WorkerDeps } from '../deps';

type CalendarDeps = Pick<WorkerDeps, 'pool' | 'office' | 'clock' | 'log'>;

/**
 * Looks once at every request that waits under another calendar than the current one (law 8).
 *
 * @returns how many have another deadline now
 * @rule art-45
 */
export async function recomputeOpenRequests(deps: CalendarDeps): Promise<number> {
  const { version } = await currentCalendar(deps.pool);
  let moved = 0;
  for (const { id, caseId } of await listRequestsOfOtherCalendars(deps.pool, version)) {
    try {
      moved += Number(
        await withTransaction(deps.pool, async (sql) => {
          await lockCase(sql, caseId);
          const request = await findRequest(sql, id);
          return request?.state === 'open' && (await follow(deps, sql, request));
        }),
      );
    } catch (error) {
      // One request that can't be judged must not keep the others where they are.
      deps.log.error({ requestId: id, error: describeError(error) }, '会签的期限无法重算');
    }
  }
  return moved;
}

/** @returns whether its deadline is another one now */
async function follow(deps: CalendarDeps, sql: PoolClient, request: RequestRow): Promise<boolean> {
  const calendar = await currentCalendar(sql);
  const { deadlineAt } = request;
  const now = deps.clock.now();
  // What a deadline that is past made true stays so, whatever was announced since, even where nobody has looked yet.
  if (!deadlineAt || deadlineAt <= now || request.calendarVersion === calendar.version) return false;
  const before = await calendarOf(sql, request.calendarVersion);
  // A date that both agreed on stays that date, whatever days are off; so does the day for a signature made good.
  const isCounted = before !== null && countedFrom(request, before)?.at.getTime() === deadlineAt.getTime();
  const due = isCounted ? countedFrom(request, calendar) : null;
  // Nobody is found late by a notice that came after the day: the calendar it was counted by stays its evidence.
  if (due && due.at <= now) return false;
  const at = due?.at ?? deadlineAt;
  await moveDeadline(sql, request, {
    at,
    provisional: due?.provisional ?? false,
    calendarVersion: calendar.version,
    now,
  });
  if (at.getTime() === deadlineAt.getTime()) return false;
  await tell(deps, sql, request, at, calendar.version);
  return true;
}

function countedFrom({ servedAt, limitDays }: RequestRow, calendar: WorkingCalendar) {
  return servedAt ? deadline(servedAt, limitDays, calendar, { asOf: servedAt }) : null;
}

/** The ledger, those concerned, and the engine, whose timer has to be set anew. */
async function tell(
  { clock, office }: CalendarDeps,
  sql: PoolClient,
  request: RequestRow,
  at: Date,
  version: string,
): Promise<void> {
  const { id: requestId, caseId, roundId, bodyId, bodyName, deadlineAt } = request;
  const now = clock.now();
  const inWords = (moment: Date): string => momentInWords(moment, office.timeZone);
  const reasons = (await reasonsSince(sql, request.calendarVersion)).join('；');
  const words = `${bodyName}的答复期限由${deadlineAt ? inWords(deadlineAt) : '未定'}改为${inWords(at)}：${reasons}`;
  const effectKey = `countersign-deadline-moved:${requestId}:${version}`;
  await appendLedger(sql, {
    caseId,
    kind: 'countersign-deadline-moved',
    personId: null,
    actor: '系统',
    capacity: null,
    summary: words,
    data: {
      requestId,
      from: deadlineAt?.toISOString(),
      to: at.toISOString(),
      calendarVersion: version,
      reasons,
    },
    rule: request.limitRule,
    effectKey,
    at: now,
  });
  const notice = { roundId, requestId, kind: 'deadline-moved', words, at: now } as const;
  await tellBody(sql, bodyId, { ...notice, effectKey });
  await tellLead(sql, { ...notice, effectKey: `${effectKey}:lead` });
  await enqueue(sql, {
    kind: 'publish-message',
    caseId,
    payload: {
      name: messages.countersignExtensionAgreed,
      correlationKey: requestId,
      // Of no deadline: one that is by now what it was before is waited for, and not taken for a timer that came early.
      variables: { deadlineAt: now.toISOString() },
    },
    effectKey,
  });
}
