import type { RunningSystem } from './running';

/** Nothing stands still in the engine. */
export async function expectNoIncidents({ pool }: RunningSystem): Promise<void> {
  const { rows } = await pool.query('select element_id, message from incidents where resolved_at is null');
  expect(rows).toEqual([]);
}
