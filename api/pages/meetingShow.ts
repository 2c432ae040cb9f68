import { listItems } from '../../db/meetings/items';
import type { Account } from '../../db/accounts';
import type { MonthAlert } from '../../db/meetings/monthAlerts';
import { listMonthAlerts } from '../../db/meetings/monthAlerts';
import { possiblePresiders } from '../../db/meetings/presiders';
import { loadPeopleSnapshot } from '../../db/people';
import { dayIn, startOfDay } from '../../domain/calendar/zonedDay';
import type { Dependencies } from '../dependencies';
import type { Problem } from '../problems';
import type { Reply } from '../reply';
import { page } from '../reply';
import { requireManager, requireMeetingReader } from '../useCases/meetings/access';
import { listOffered } from '../useCases/meetings/arranging';
import { listReadable, viewMeeting } from '../useCases/meetings/view';
import { kindsManaged, seesAllMeetings } from '../useCases/meetings/year';
import type { TypedReason } from './meetingActs';
import { arrangePage } from './meetingArrange';
import { meetingList } from './meetingList';
import type { TypedPlan } from './meetingPlanForm';
import { meetingSections } from './meetingSections';
import { meetingPage } from './meetingView';

const TWO_MONTHS = 62 * 24 * 3_600_000;

export async function show(
  deps: Dependencies,
  account: Account,
  id: string,
  {
    notice = null,
    problem = null,
    typed = null,
  }: { notice?: string | null; problem?: Problem | null; typed?: TypedReason | null },
): Promise<Reply> {
  const view = await viewMeeting(deps, account, id);
  const sections = [];
  for (const section of meetingSections) sections.push(await section(deps, account, view));
  return page(
    meetingPage({ deps, account, view, sections, notice, problem, typed }),
    problem?.details.status,
  );
}

export async function showArranging(
  deps: Dependencies,
  account: Account,
  id: string,
  problem: Problem | null,
): Promise<Reply> {
  const found = await requireMeetingReader(deps, account, id);
  requireManager(found);
  const now = deps.clock.now();
  const body = arrangePage({
    deps,
    account,
    meeting: found.meeting,
    items: await listItems(deps.pool, id),
    topics: await listOffered(deps.pool, found.meeting),
    people: await loadPeopleSnapshot(deps.pool, now),
    presiders: await possiblePresiders(deps.pool, now),
    problem,
  });
  return page(body, problem?.details.status);
}

export async function showList(
  deps: Dependencies,
  account: Account,
  wanted: number | null,
  problem: Problem | null,
  typed: TypedPlan | null,
): Promise<Reply> {
  const { pool, office } = deps;
  const now = deps.clock.now();
  const shownYear = wanted ?? dayIn(now, office.timeZone).year;
  const span = {
    from: startOfDay(`${shownYear}-01-01`, office.timeZone),
    until: startOfDay(`${shownYear + 1}-01-01`, office.timeZone),
  };
  const seesAll = await seesAllMeetings(deps, account);
  const body = meetingList({
    deps,
    account,
    year: shownYear,
    meetings: await listReadable(deps, account, span),
    alerts: seesAll ? (await listMonthAlerts(pool)).filter((one) => isShown(one, shownYear, now)) : [],
    kinds: await kindsManaged(deps, account.personId),
    presiders: await possiblePresiders(pool, now),
    seesAll,
    problem,
    typed,
  });
  return page(body, problem?.details.status);
}

/** In its year, and for two months after it was raised wherever somebody looks: December's comes in January. */
const isShown = ({ month, raisedAt }: MonthAlert, year: number, now: Date): boolean =>
  month.startsWith(`${year}-`) || now.getTime() - raisedAt.getTime() < TWO_MONTHS;
