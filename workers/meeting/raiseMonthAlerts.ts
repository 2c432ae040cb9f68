import { readOfficeTime } from '../../db/clock';
import { firstMonth, insertMonthAlert, isAlerted, wasHeld } from '../../db/meetings/monthAlerts';
import { tell } from '../../db/meetings/tellings';
import { loadPeopleSnapshot } from '../../db/people';
import { loadRuleSet } from '../../db/ruleSets';
import { holdersInOffice } from '../../db/stepTerms';
import { withTransaction } from '../../db/transaction';
import { monthsEndedSince } from '../../domain/meetings/months';
import type { WorkerDeps } from '../deps';

export type MonthDeps = Pick<WorkerDeps, 'pool' | 'office' | 'log'>;

/**
 * Raises an alert for every month that has ended, since the office has run, without a meeting of a kind that is held each
 * month: to those whom the table names, once per kind and month, all in one transaction.
 *
 * @returns how many were raised
 * @rule art-37
 */
export async function raiseMonthAlerts({ pool, office }: MonthDeps): Promise<number> {
  const now = new Date(await readOfficeTime(pool));
  const since = await firstMonth(pool);
  if (!since) return 0;
  const monthly = office.meetings.kinds.filter((kind) => kind.monthly);
  let raised = 0;
  for (const month of monthsEndedSince(since, now, office.timeZone)) {
    for (const kind of monthly) {
      if (await isAlerted(pool, kind.id, month.firstDay)) continue;
      if (await wasHeld(pool, kind.id, month.firstDay, office.timeZone)) continue;
      if (await raise({ pool, office }, kind, month, now)) raised += 1;
    }
  }
  return raised;
}

function raise(
  { pool, office }: Pick<MonthDeps, 'pool' | 'office'>,
  kind: { id: string; label: string },
  month: { firstDay: string; words: string },
  now: Date,
): Promise<boolean> {
  return withTransaction(pool, async (sql) => {
    const ruleSet = await loadRuleSet(sql, 'current');
    const { alertTo, article, reading, words } = ruleSet.meetingRule(kind.id);
    const alert = {
      kind: kind.id,
      month: month.firstDay,
      words: `${month.words}没有召开${kind.label}，请核对原因，研究安排。`,
      raisedAt: now,
      rule: { article, reading, words, ruleSet: ruleSet.hash },
    };
    if (!(await insertMonthAlert(sql, alert))) return false;
    const people = await loadPeopleSnapshot(sql, now);
    const nobody = { drafter: { personId: '', postId: '' }, draftingBodyId: '' };
    const told = holdersInOffice(office, alertTo, nobody, people).capacities;
    await tell(sql, {
      meetingId: null,
      kind: 'month-without',
      words: alert.words,
      personIds: told.map(({ personId }) => personId),
      effectKey: `month-without:${kind.id}:${month.firstDay}`,
    });
    return true;
  });
}
