import { moveClock } from '../../db/clock';
import { alignEngineClock } from '../../engine/clock';
import type { RunningSystem } from './running';

/** The office's time now. */
export async function officeTime({ pool }: RunningSystem): Promise<Date> {
  const { rows } = await pool.query<{ now: Date }>('select app_now() as now');
  if (!rows[0]) throw new Error('the database tells no time');
  return rows[0].now;
}

/** Moves the office's clock and the engine's forward to this moment; law 11 allows no other direction. */
export async function moveClockTo(system: RunningSystem, moment: Date): Promise<void> {
  const distance = moment.getTime() - (await officeTime(system)).getTime();
  if (distance <= 0) throw new Error(`${moment.toISOString()} is past`);
  await moveClock(system.pool, distance);
  await alignEngineClock(process.env['ZEEBE_MANAGEMENT_URL'] ?? '', system.pool);
}
