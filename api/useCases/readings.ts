import type { Account } from '../../db/accounts';
import { loadPeopleSnapshot } from '../../db/people';
import { currentReadings, insertReadingChoice, listReadingChoices } from '../../db/readings';
import type { ReadingChoice } from '../../db/readings';
import { withTransaction } from '../../db/transaction';
import { holdsDuty } from '../../domain/people/duties';
import { chosenOption, isSwitchable } from '../../domain/routing';
import type { Dependencies } from '../dependencies';
import type { Office } from '../office';
import { conflict, forbidden, notFound, unacceptable } from '../problems';

type Reading = Office['readings'][number];

/** One reading of the register as it stands: what holds, who chose it, and what was or will be chosen besides. */
export interface RegisteredReading {
  reading: Reading;
  chosenId: string;
  /** Whether another choice takes effect by itself. */
  switchable: boolean;
  /** The latest first; the one in force is among them. */
  choices: ReadingChoice[];
}

/** 条文适用口径登记. */
export async function listReadings(deps: Dependencies): Promise<RegisteredReading[]> {
  const current = await currentReadings(deps.pool);
  const recorded = await listReadingChoices(deps.pool);
  return deps.office.readings.map((reading) => ({
    reading,
    chosenId: chosenOption(reading, current).id,
    switchable: isSwitchable(reading),
    choices: recorded.filter(({ readingId }) => readingId === reading.id),
  }));
}

/** Whether he keeps the register of readings. */
export async function keepsReadings(deps: Dependencies, { personId }: Account): Promise<boolean> {
  const { readingsDuty } = deps.office;
  const people = await loadPeopleSnapshot(deps.pool, deps.clock.now());
  return readingsDuty !== undefined && holdsDuty(people, personId, readingsDuty);
}

export interface NewChoice {
  option: string;
  /** ISO day; null = today. */
  since: string | null;
  chosenBy: string;
  basis: string;
}

/**
 * 改选口径: from that day on what is submitted goes by it; a case in progress goes on by what it pinned, until its
 * route is determined anew by an act of its own. Throws a problem that says what is wrong.
 *
 * @rule art-66
 */
export async function chooseReading(
  deps: Dependencies,
  account: Account,
  readingId: string,
  { option, since, chosenBy, basis }: NewChoice,
): Promise<RegisteredReading> {
  const reading = deps.office.readings.find(({ id }) => id === readingId);
  if (!reading) throw notFound('这项口径');
  await requireKeeper(deps, account);
  requireOption(reading, option);
  await withTransaction(deps.pool, async (sql) => {
    // Two choices at once follow each other.
    await sql.query(`select pg_advisory_xact_lock(hashtext('xingshu-readings'))`);
    const isToday = since === null;
    if (isToday && chosenOption(reading, await currentReadings(sql)).id === option) {
      throw conflict('already-chosen', '现行口径就是这一种', '这项口径现在取的就是这一种，不必改选。');
    }
    const choice = { readingId, optionId: option, since, chosenBy, basis, recordedBy: account.personId };
    if (await insertReadingChoice(sql, choice)) return;
    throw unacceptable('day-is-past', '日期已过', '改选最早从今天起。已经办理的不因改选变动。');
  });
  const found = (await listReadings(deps)).find((one) => one.reading.id === readingId);
  if (!found) throw new Error('口径登记后读不到');
  return found;
}

export async function requireKeeper(deps: Dependencies, account: Account): Promise<void> {
  if (await keepsReadings(deps, account)) return;
  throw forbidden('适用口径由办公室承担口径登记职责的人登记，您没有这项职责。请送办公室办理。');
}

function requireOption(reading: Reading, option: string): void {
  if (!reading.options.some(({ id }) => id === option)) {
    const known = reading.options.map(({ id, label }) => `${label}（${id}）`).join('；');
    throw unacceptable('no-such-option', '没有这一选项', `可选：${known}。`);
  }
  if (!isSwitchable(reading)) {
    throw unacceptable(
      'reading-is-in-the-models',
      '这项口径写在决策表和流程里',
      '改选须先改决策表或者流程图并部署，再改机关数据中的登记，不能在这里改选。',
    );
  }
}
