import { processes } from '../../domain/generated/ids';
import type { RunningSystem } from './running';

/** Nothing of countersigning stands still in the engine. Other tests forge instances that are to stand still. */
export async function expectNoIncidents({ pool }: RunningSystem): Promise<void> {
  const { rows } = await pool.query(
    `select element_id, message from incidents join engine_instances using (process_instance_key)
      where resolved_at is null and process_id = any($1)`,
    [[processes.countersign, processes.countersignRequest]],
  );
  expect(rows).toEqual([]);
}
