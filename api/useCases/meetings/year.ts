import type { Account } from '../../../db/accounts';
import type { MonthFigures } from '../../../db/afterMeeting/yearFigures';
import { listYearFigures } from '../../../db/afterMeeting/yearFigures';
import { listYear } from '../../../db/meetings/yearOfMeetings';
import type { KindOfMonth } from '../../../db/meetings/yearOfMeetings';
import { loadPeopleSnapshot } from '../../../db/people';
import { loadRuleSet } from '../../../db/ruleSets';
import type { Dependencies } from '../../dependencies';
import { forbidden } from '../../problems';
import { isLeader, managersOf } from './access';

export interface YearMonth {
  month: number;
  kinds: KindOfMonth[];
  documentsInTime: number;
  documentsLate: number;
  documentsPending: number;
}

export interface YearPicture {
  year: number;
  kinds: { id: string; label: string }[];
  months: YearMonth[];
}

/** How a year's meetings went; for leaders and those who handle meetings. @rule art-37 art-40 */
export async function yearPicture(deps: Dependencies, account: Account, year: number): Promise<YearPicture> {
  if (!(await seesAllMeetings(deps, account))) {
    throw forbidden('全年的会议情况由领导和办理会务的人员查看；您参加的会议见会议日程。');
  }
  const { pool, office } = deps;
  const kinds = office.meetings.kinds.map(({ id, label }) => ({ id, label }));
  const held = await listYear(pool, year, office.timeZone);
  const figures = await listYearFigures(pool, year, office.timeZone, deps.clock.now());
  const months = Array.from({ length: 12 }, (_, index) => monthOf(index + 1, kinds, held, figures));
  return { year, kinds, months };
}

function monthOf(
  month: number,
  kinds: { id: string }[],
  held: (KindOfMonth & { month: number })[],
  figures: MonthFigures[],
): YearMonth {
  const of = figures.find((one) => one.month === month);
  return {
    month,
    kinds: kinds.map(({ id }) => {
      const found = held.find((one) => one.month === month && one.kind === id);
      return {
        kind: id,
        meetings: found?.meetings ?? 0,
        cancelled: found?.cancelled ?? 0,
        items: found?.items ?? 0,
      };
    }),
    documentsInTime: of?.documentsInTime ?? 0,
    documentsLate: of?.documentsLate ?? 0,
    documentsPending: of?.documentsPending ?? 0,
  };
}

/** Leaders, and those who handle meetings of some kind. */
export async function seesAllMeetings(deps: Dependencies, { personId }: Account): Promise<boolean> {
  const people = await loadPeopleSnapshot(deps.pool, deps.clock.now());
  return isLeader(people, personId) || (await kindsManaged(deps, personId)).length > 0;
}

/** Kinds of meeting that he may plan, by the tables in force. */
export async function kindsManaged(
  deps: Dependencies,
  personId: string,
): Promise<{ id: string; label: string }[]> {
  const people = await loadPeopleSnapshot(deps.pool, deps.clock.now());
  const ruleSet = await loadRuleSet(deps.pool, 'current');
  return deps.office.meetings.kinds.filter(({ id }) =>
    managersOf(deps.office, ruleSet, id, people).includes(personId),
  );
}
