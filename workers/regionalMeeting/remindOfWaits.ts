import type { PoolClient } from 'pg';
import { lockCase } from '../../db/cases';
import { currentCalendar } from '../../db/calendar';
import { readOfficeTime } from '../../db/clock';
import { describeError } from '../../db/describeError';
import { appendLedger, countLedger } from '../../db/ledger';
import { tell } from '../../db/meetings/tellings';
import { loadPeopleSnapshot } from '../../db/people';
import type { RegionalMeeting } from '../../db/regionalMeetings/meetings';
import { findRegionalMeeting, listWaiting } from '../../db/regionalMeetings/meetings';
import { loadRuleSet } from '../../db/ruleSets';
import type { RunningCase } from '../../db/runningCases';
import { findRunningCase } from '../../db/runningCases';
import { contextOf, holdersInOffice } from '../../db/stepTerms';
import { withTransaction } from '../../db/transaction';
import { deadline } from '../../domain/calendar';
import { momentInWords } from '../../domain/calendar/momentInWords';
import { capacitiesIn } from '../../domain/people/capacitiesIn';
import type { Capacity, PeopleSnapshot } from '../../domain/people/types';
import type { Wait } from '../../domain/regionalMeetings/waits';
import { waitOf } from '../../domain/regionalMeetings/waits';
import type { WaitLimit } from '../../domain/routing/facts';
import type { Notice } from '../../domain/steps/notices';
import { planNotices } from '../../domain/steps/notices';
import type { WorkerDeps } from '../deps';

export type WaitDeps = Pick<WorkerDeps, 'pool' | 'office' | 'log'>;

interface Occasion {
  meeting: RegionalMeeting;
  running: RunningCase;
  limit: WaitLimit;
  wait: Wait;
  dueAt: Date;
  calendarVersion: string;
  notice: Notice;
}

/**
 * Reminds departments of what their region-wide meetings wait for: who applied and the body's head before the limit, and whom
 * the table names besides when it has passed. Each notice once; what is due is computed from the record and the calendar that
 * holds now.
 *
 * @returns how many notices were given
 * @rule art-41 art-58
 */
export async function remindOfWaits(deps: WaitDeps): Promise<number> {
  const now = new Date(await readOfficeTime(deps.pool));
  let given = 0;
  for (const caseId of await listWaiting(deps.pool, now)) {
    try {
      given += Number(await withTransaction(deps.pool, (sql) => remind(deps, sql, caseId, now)));
    } catch (error) {
      // One that can't be judged must not keep the others waiting.
      deps.log.warn({ caseId, error: describeError(error) }, '区域性会议暂时不能提醒');
    }
  }
  return given;
}

async function remind(deps: WaitDeps, sql: PoolClient, caseId: string, now: Date): Promise<boolean> {
  await lockCase(sql, caseId);
  const meeting = await findRegionalMeeting(sql, caseId);
  const running = await findRunningCase(sql, caseId);
  const waiting = meeting && waitOf(meeting);
  if (!waiting || !running || waiting.since > now) return false;
  const { wait, since } = waiting;
  const limit = (await loadRuleSet(sql, running.ruleSetHash)).regionalMeetingLimit(wait);
  const calendar = await currentCalendar(sql);
  const { at: dueAt } = deadline(since, limit.workingDays, calendar, { asOf: now });
  const watched = { openedAt: since, dueAt, silenceCounts: false };
  const calendarVersion = calendar.version;
  const { due: notice } = planNotices(watched, limit, now, calendar);
  if (!notice) return false;
  // A moved deadline has notices of its own.
  const effectKey = `regional-wait:${wait}:${since.toISOString()}:${dueAt.toISOString()}:${notice.kind}:${notice.number}`;
  if ((await countLedger(sql, caseId, effectKey)) > 0) return false;
  await give(deps, sql, { meeting, running, limit, wait, dueAt, calendarVersion, notice }, effectKey);
  return true;
}

async function give(
  { office }: WaitDeps,
  sql: PoolClient,
  occasion: Occasion,
  effectKey: string,
): Promise<void> {
  const { meeting, running, limit, wait, notice, dueAt, calendarVersion } = occasion;
  const people = await loadPeopleSnapshot(sql, notice.at);
  const own = responsible(people, running);
  const context = { ...contextOf(running), stepPostIds: own.map(({ postId }) => postId) };
  const others = holdersInOffice(office, limit.overdueTo, context, people).capacities;
  const told = notice.kind === 'overdue' ? [...own, ...others] : own;
  const names = new Map(
    told.map(({ personId, postLabel, personName }) => [personId, `${postLabel}${personName}`]),
  );
  const words = inWords(occasion, office.timeZone);
  await tell(sql, {
    meetingId: null,
    caseId: running.id,
    kind: 'regional-wait',
    words: `“${meeting.title}”${words}`,
    personIds: [...names.keys()],
    effectKey: `${running.id}:${effectKey}`,
  });
  await appendLedger(sql, {
    caseId: running.id,
    kind: `regional-wait-${notice.kind}`,
    personId: null,
    actor: '系统',
    capacity: null,
    summary: `提醒${[...names.values()].join('、')}：${words}`,
    data: { wait, number: notice.number, dueAt: dueAt.toISOString(), calendarVersion },
    rule: {
      article: limit.article,
      reading: limit.reading,
      ruleSet: running.ruleSetHash,
      words: limit.words,
    },
    effectKey,
    at: notice.at,
  });
}

/** The head of the department, and whoever applied while he is in his post. */
function responsible(people: PeopleSnapshot, running: RunningCase): Capacity[] {
  const { draftingBodyId, drafterPersonId, drafterPostId } = running;
  const heads = capacitiesIn(people, ({ bodyId, isPrincipal }) => bodyId === draftingBodyId && isPrincipal);
  const applicant = capacitiesIn(people, ({ id }) => id === drafterPostId).filter(
    ({ personId }) => personId === drafterPersonId,
  );
  return [...applicant, ...heads];
}

/** Per wait: what is to be done by when, what wasn't, and what else may be done. */
const WORDS: Record<Wait, { asked: string; missing: string; otherwise: string }> = {
  request: {
    asked: '报送请示并填报',
    missing: '尚未填报请示',
    otherwise: '不再召开的请取消，让出本年度的次数',
  },
  holding: {
    asked: '登记召开情况',
    missing: '尚未登记召开情况',
    otherwise: '没有召开的请取消',
  },
};

function inWords({ wait, dueAt, notice }: Occasion, timeZone: string): string {
  const { asked, missing, otherwise } = WORDS[wait];
  const due = momentInWords(dueAt, timeZone);
  if (notice.kind === 'reminder') return `请于${due}前${asked}；${otherwise}。`;
  const again = notice.number > 1 ? `（第${notice.number}次提醒）` : '';
  return `应于${due}前${asked}，${missing}${again}；${otherwise}。`;
}
