import type { PoolClient } from 'pg';
import type { Account } from '../../../db/accounts';
import { decideExtension, findAskedExtension, insertExtension } from '../../../db/countersign/extensions';
import { tellBody, tellLead } from '../../../db/countersign/notices';
import type { RequestRow } from '../../../db/countersign/requests';
import { moveDeadline } from '../../../db/countersign/requests';
import { appendLedger } from '../../../db/ledger';
import { enqueue } from '../../../db/outbox';
import { currentCalendar } from '../../../db/calendar';
import { CalendarError, deadline } from '../../../domain/calendar';
import type { WorkingCalendar } from '../../../domain/calendar';
import { momentInWords } from '../../../domain/calendar/momentInWords';
import { messages } from '../../../domain/generated/ids';
import type { Dependencies } from '../../dependencies';
import { conflict, refusedByRule, unacceptable } from '../../problems';
import { bodyActor } from './actors';
import { onRequest, onRequestAsLead } from './onRound';

/**
 * A department asks for an extension, before its limit ends; a later one is on record and refused.
 *
 * @rule art-45
 */
export async function askExtension(
  deps: Dependencies,
  account: Account,
  requestId: string,
  wish: { wantedUntil: string; reason: string },
): Promise<void> {
  const isLate = await onRequest(deps, requestId, async ({ sql, now }, request) => {
    const actor = await bodyActor(deps, sql, account, request);
    const { deadlineAt } = request;
    if (!deadlineAt) throw conflict('not-served', '尚未送达', '还没有送达，期限没有起算。');
    const late = now >= deadlineAt;
    if (!late && request.state !== 'open') {
      throw conflict('request-closed', '不能延期', '本单位的会签已有结果。');
    }
    endOf(wish.wantedUntil, deadlineAt, await currentCalendar(sql));
    const id = await insertExtension(sql, {
      requestId,
      askedBy: actor.personId,
      askedAs: actor.capacity,
      askedAt: now,
      ...wish,
      deadlineBefore: deadlineAt,
      state: late ? 'late' : 'asked',
      rule: request.limitRule,
    });
    if (!id) throw conflict('already-asked', '已经提出', '已提出过延期，主办部门还没有答复。');
    const effectKey = `countersign-extension:${id}`;
    await record(sql, request, {
      kind: late ? 'countersign-extension-late' : 'countersign-extension-asked',
      actor,
      summary: `${request.bodyName}${late ? '期满后' : ''}提出延期至${wish.wantedUntil}${late ? '，不予受理' : ''}：${wish.reason}`,
      effectKey,
      at: now,
    });
    if (!late) {
      const notice = {
        roundId: request.roundId,
        requestId,
        kind: 'extension-asked',
        at: now,
        effectKey,
      } as const;
      await tellLead(sql, { ...notice, words: `${request.bodyName}提出延期至${wish.wantedUntil}，请答复` });
    }
    return late ? request : null;
  });
  if (!isLate) return;
  throw refusedByRule(
    '不予延期',
    '延期要在期满之前提出，由双方商定期限和方式；现在期限已满，这一请求已记录，不予受理。',
    { ...isLate.limitRule, words: '延期要在期满之前提出并商定' },
  );
}

/**
 * The lead department agrees, with date and manner, or refuses with a reason. Agreeing after the limit has ended is too
 * late as well: what silence has come to by then stands.
 *
 * @rule art-45
 */
export async function answerExtension(
  deps: Dependencies,
  account: Account,
  requestId: string,
  decision: { agreed: true; until: string; manner: string } | { agreed: false; reason: string },
): Promise<void> {
  await onRequestAsLead(deps, account, requestId, async ({ sql, now }, request, actor) => {
    const asked = await findAskedExtension(sql, requestId);
    if (!asked) throw conflict('no-extension', '没有延期请求', '该单位没有提出延期，或者已经答复过。');
    const { deadlineAt } = request;
    if (!deadlineAt || now >= deadlineAt || request.state !== 'open') {
      throw refusedByRule('不能延期', '答复期限已满，或者该单位已有结果，不能再商定延期。', {
        ...request.limitRule,
        words: '延期要在期满之前提出并商定',
      });
    }
    const calendar = await currentCalendar(sql);
    const until = decision.agreed ? endOf(decision.until, deadlineAt, calendar) : null;
    const decided = { decidedBy: actor.personId, decidedAs: actor.capacity, decidedAt: now };
    await decideExtension(sql, asked.id, {
      state: decision.agreed ? 'agreed' : 'refused',
      manner: decision.agreed ? decision.manner : null,
      agreedUntil: until,
      reason: decision.agreed ? null : decision.reason,
      ...decided,
    });
    const effectKey = `countersign-extension-decided:${asked.id}`;
    const words =
      decision.agreed && until
        ? `同意${request.bodyName}延期至${momentInWords(until, deps.office.timeZone)}（${decision.manner}）`
        : `不同意${request.bodyName}延期：${decision.agreed ? '' : decision.reason}`;
    await record(sql, request, {
      kind: 'countersign-extension-decided',
      actor,
      summary: words,
      effectKey,
      at: now,
    });
    const notice = {
      roundId: request.roundId,
      requestId,
      kind: 'extension-decided',
      at: now,
      effectKey,
    } as const;
    await tellBody(sql, request.bodyId, { ...notice, words });
    if (!until) return;
    const calendarVersion = calendar.version;
    await moveDeadline(sql, request, { at: until, provisional: false, calendarVersion, now });
    await enqueue(sql, {
      kind: 'publish-message',
      caseId: request.caseId,
      payload: { name: messages.countersignExtensionAgreed, correlationKey: requestId, variables: {} },
      effectKey,
    });
  });
}

/** The end of a working day after the present deadline. Throws a problem where it is another day. */
function endOf(isoDay: string, after: Date, calendar: WorkingCalendar): Date {
  const dayBefore = new Date(`${isoDay}T00:00:00Z`).getTime() - 24 * 60 * 60 * 1_000;
  try {
    // The first working day after the day before: that day itself, unless it is one off.
    const { at, lastDay } = withDay(
      deadline(new Date(dayBefore + 12 * 60 * 60 * 1_000), 1, calendar).at,
      calendar,
    );
    if (lastDay !== isoDay)
      throw unacceptable('not-a-working-day', '不是工作日', `${isoDay}不是工作日，请另选一天。`);
    if (at <= after) throw unacceptable('not-later', '日期有误', '延期要晚于现在的期限。');
    return at;
  } catch (error) {
    if (error instanceof CalendarError) throw unacceptable('no-calendar', '日期有误', `${error.message}。`);
    throw error;
  }
}

/** The civil day on which a deadline ends, in the office's zone. */
function withDay(at: Date, { timeZone }: WorkingCalendar): { at: Date; lastDay: string } {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone }).format(new Date(at.getTime() - 1));
  return { at, lastDay: day };
}

async function record(
  sql: PoolClient,
  request: RequestRow,
  entry: {
    kind: string;
    actor: { personId: string; capacity: string };
    summary: string;
    effectKey: string;
    at: Date;
  },
): Promise<void> {
  await appendLedger(sql, {
    caseId: request.caseId,
    kind: entry.kind,
    personId: entry.actor.personId,
    actor: entry.actor.capacity,
    capacity: null,
    summary: entry.summary,
    data: { roundId: request.roundId, requestId: request.id },
    rule: request.limitRule,
    effectKey: entry.effectKey,
    at: entry.at,
  });
}
