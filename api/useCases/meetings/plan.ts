import { randomUUID } from 'node:crypto';
import type { Account } from '../../../db/accounts';
import { lockCase } from '../../../db/cases';
import { appendLedger } from '../../../db/ledger';
import { insertMeeting, lockMeeting, updateMeetingPlan } from '../../../db/meetings/meetings';
import type { MeetingPlan } from '../../../db/meetings/meetings';
import { presidersAt, presidingRefusal } from '../../../db/meetings/presiders';
import { loadPeopleSnapshot } from '../../../db/people';
import type { Queryable } from '../../../db/pool';
import { currentReadings } from '../../../db/readings';
import type { RuleSet } from '../../../db/ruleSets';
import { loadRuleSet } from '../../../db/ruleSets';
import { findRunningCase } from '../../../db/runningCases';
import { startCase } from '../../../db/startCase';
import { withTransaction } from '../../../db/transaction';
import { momentInWords } from '../../../domain/calendar/momentInWords';
import { dayIn } from '../../../domain/calendar/zonedDay';
import { messages, processes } from '../../../domain/generated/ids';
import { headText } from '../../../domain/meetings/agendaText';
import { presiderWords } from '../../../domain/meetings/composition';
import { labelIn } from '../../../domain/meetings/labels';
import { meetingName } from '../../../domain/meetings/reference';
import { capacityLabel } from '../../../domain/people/nameOfCapacity';
import type { ReadingChoices } from '../../../domain/routing/readings';
import type { Dependencies } from '../../dependencies';
import { notFound, refusedByRule, unacceptable } from '../../problems';
import { managerOf } from './manager';
import { requireArranging } from './arranging';

/** What is asked for; the presider where it isn't whoever convenes it himself. */
export interface PlanWish {
  startsAt: Date;
  place: string;
  byVideo: boolean;
  presiderPersonId?: string | undefined;
}

/**
 * A meeting is planned in the name of whoever convenes it: its case begins, its agenda waits to be arranged.
 *
 * @returns its id
 * @rule art-5 art-6 art-35
 */
export async function planMeeting(
  deps: Dependencies,
  account: Account,
  wish: PlanWish & { kind: string },
): Promise<string> {
  const { office, pool } = deps;
  if (!office.meetings.kinds.some(({ id }) => id === wish.kind)) {
    const kinds = office.meetings.kinds.map(({ id, label }) => `${label}（${id}）`).join('、');
    throw unacceptable('no-such-kind', '没有这种会议', `会议种类可选：${kinds}。`);
  }
  return withTransaction(pool, async (sql) => {
    const now = deps.clock.now();
    const ruleSet = await loadRuleSet(sql, 'current');
    const manager = managerOf(office, ruleSet, wish.kind, await loadPeopleSnapshot(sql, now), account);
    const by = { kind: wish.kind, ruleSet, readings: await currentReadings(sql) };
    const plan = await soundPlan(deps, sql, by, wish, now);
    const caseId = randomUUID();
    const kindLabel = labelIn(office.meetings.kinds, wish.kind);
    await startCase(sql, {
      caseId,
      processId: processes.meeting,
      startMessage: messages.meetingPlanned,
      kindLabel,
      title: titleOf(deps, { ...plan, kind: wish.kind }),
      blocks: headText({ ...headOfPlan(plan), kindLabel }, (iso) =>
        momentInWords(new Date(iso), office.timeZone),
      ),
      openedBy: {
        personId: account.personId,
        personName: account.displayName,
        postId: manager.postId,
        postLabel: manager.postLabel,
        bodyId: manager.bodyId,
      },
      bodyName: manager.bodyName,
      summary: `计划${kindLabel}，${plan.presiderWords}主持`,
      pageUrl: `${deps.publicUrl}/meetings/${caseId}`,
    });
    await insertMeeting(sql, caseId, { ...plan, kind: wish.kind });
    return caseId;
  });
}

/** Another time, place or presider, while the agenda is being arranged. @rule art-5 art-6 */
export async function changePlan(
  deps: Dependencies,
  account: Account,
  meetingId: string,
  wish: PlanWish,
): Promise<void> {
  await withTransaction(deps.pool, async (sql) => {
    await lockCase(sql, meetingId);
    const running = await findRunningCase(sql, meetingId);
    const meeting = await lockMeeting(sql, meetingId);
    if (!running || !meeting) throw notFound('会议');
    await requireArranging(sql, meeting);
    const now = deps.clock.now();
    const ruleSet = await loadRuleSet(sql, running.ruleSetHash);
    const people = await loadPeopleSnapshot(sql, now);
    const manager = managerOf(deps.office, ruleSet, meeting.kind, people, account);
    const by = { kind: meeting.kind, ruleSet, readings: running.readings };
    const plan = await soundPlan(deps, sql, by, wish, now);
    // Once numbered it stays in its year: numbers are gapless.
    const year = meeting.number === null ? plan.year : meeting.year;
    if (year !== plan.year) {
      throw unacceptable(
        'numbered',
        '不能改到另一年度',
        '本次会议已经编号，不能改到另一年度；请取消后另行计划。',
      );
    }
    await updateMeetingPlan(sql, meetingId, plan);
    if (meeting.number === null) {
      const title = titleOf(deps, { ...plan, kind: meeting.kind });
      await sql.query('update cases set title = $2 where id = $1', [meetingId, title]);
    }
    const when = momentInWords(plan.startsAt, deps.office.timeZone);
    await appendLedger(sql, {
      caseId: meetingId,
      kind: 'meeting-changed',
      personId: account.personId,
      actor: account.displayName,
      capacity: manager.postLabel,
      summary: `会议改为${when}，在${plan.place}，${plan.presiderWords}主持`,
      effectKey: `meeting-changed:${randomUUID()}`,
    });
  });
}

async function soundPlan(
  deps: Dependencies,
  sql: Queryable,
  by: { kind: string; ruleSet: RuleSet; readings: ReadingChoices },
  wish: PlanWish,
  now: Date,
): Promise<Omit<MeetingPlan, 'kind'>> {
  const { startsAt, place, byVideo, presiderPersonId } = wish;
  if (startsAt <= now) {
    throw unacceptable('in-the-past', '时间已过', '会议时间应在现在之后，请核对日期和时间。');
  }
  // Whoever presides then must be entitled then, as far as it is on record now.
  const presiders = await presidersAt(sql, deps.office, by, startsAt);
  const chosen = presiders.capacities.find((one) =>
    presiderPersonId === undefined ? !one.onBehalfOf : one.personId === presiderPersonId,
  );
  if (!chosen) {
    const people = await loadPeopleSnapshot(sql, now);
    const name = people.persons.find(({ id }) => id === presiderPersonId)?.displayName ?? '所选的人';
    throw refusedByRule('不能主持这次会议', `${presidingRefusal(presiders, name)}。`, presiders.rule);
  }
  return {
    year: dayIn(startsAt, deps.office.timeZone).year,
    startsAt,
    place,
    byVideo,
    presiderPersonId: chosen.personId,
    presiderPostId: chosen.postId,
    presiderDelegationId: chosen.onBehalfOf?.delegationId ?? null,
    presiderWords: chosen.onBehalfOf ? presiderWords(chosen) : capacityLabel(chosen),
  };
}

const headOfPlan = ({ startsAt, place, byVideo, presiderWords: presider }: Omit<MeetingPlan, 'kind'>) => ({
  startsAt: startsAt.toISOString(),
  place,
  byVideo,
  presider,
});

/** 行署2026年常务会议（12月6日）: before it has its number. */
function titleOf({ office }: Dependencies, plan: Pick<MeetingPlan, 'kind' | 'year' | 'startsAt'>): string {
  const { month, day } = dayIn(plan.startsAt, office.timeZone);
  return `${meetingName({ ...plan, number: null }, office)}（${month}月${day}日）`;
}
