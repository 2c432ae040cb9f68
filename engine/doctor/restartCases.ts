import { randomUUID } from 'node:crypto';
import type { Queryable } from '../../db/pool';

/**
 * Publishes the first message again of cases in progress that no instance has claimed: the message expired, or was
 * lost with the engine's data before it was taken up. The claim in the database makes an instance that comes after
 * all harmless. A case that was claimed is never started again, even where the engine lost its instance: that is
 * reported, because somebody must decide from where it goes on.
 *
 * @returns how many cases were started again
 */
export async function restartUnclaimedCases(sql: Queryable): Promise<number> {
  const { rows } = await sql.query<{ id: string; payload: unknown }>(
    `select distinct on (cases.id) cases.id, outbox.payload
       from cases join outbox on outbox.case_id = cases.id and outbox.kind = 'publish-message'
       left join case_instances on case_instances.case_id = cases.id
      where status = 'in-progress' and case_instances.case_id is null
        and not exists (select from outbox as waiting where waiting.case_id = cases.id
                           and (waiting.settled_at is null or waiting.settled_at > app_now() - interval '30 seconds'))
      order by cases.id, outbox.created_at`,
  );
  for (const row of rows) {
    const id = randomUUID();
    await sql.query(
      `insert into outbox (id, kind, case_id, payload, effect_key) values ($1, 'publish-message', $2, $3, $4)`,
      [id, row.id, JSON.stringify(row.payload), `restart:${id}`],
    );
  }
  return rows.length;
}
