import { randomUUID } from 'node:crypto';
import type { Delegation } from '../domain/people/types';
import type { Queryable } from './pool';

/** A delegation as people read it. */
export interface DelegationView extends Delegation {
  /** 专员艾力亚尔·玉苏普. */
  from: string;
  to: string;
  recordedAt: Date;
  recordedBy: string;
  revokedBy: string | null;
  revokeReason: string | null;
}

const VIEW = `
  given.id, from_person_id as "fromPersonId", from_post_id as "fromPostId", to_person_id as "toPersonId",
  to_post_id as "toPostId", preside, sign, kinds, matters, valid_from as "validFrom", valid_until as "validUntil",
  revoked_at as "revokedAt", basis, giver_post.label || giver.display_name as "from",
  receiver_post.label || receiver.display_name as "to", recorded_at as "recordedAt",
  recorder.display_name as "recordedBy", revoker.display_name as "revokedBy", revoke_reason as "revokeReason"
  from delegations as given
  join persons as giver on giver.id = from_person_id join posts as giver_post on giver_post.id = from_post_id
  join persons as receiver on receiver.id = to_person_id join posts as receiver_post on receiver_post.id = to_post_id
  join persons as recorder on recorder.id = recorded_by
  left join persons as revoker on revoker.id = revoked_by`;

/** Those that hold or are to come; with `ended` also those of the past, the latest first. */
export async function listDelegations(sql: Queryable, { ended = false } = {}): Promise<DelegationView[]> {
  const { rows } = await sql.query(
    `select ${VIEW}
      where $1 or (valid_until > app_now() and revoked_at is null)
      order by valid_from desc, given.id limit 200`,
    [ended],
  );
  return rows as DelegationView[];
}

export async function findDelegation(sql: Queryable, id: string): Promise<DelegationView | null> {
  const { rows } = await sql.query(`select ${VIEW} where given.id = $1`, [id]);
  return (rows[0] as DelegationView | undefined) ?? null;
}

/**
 * Records a delegation; it begins when it is recorded at the earliest.
 *
 * @returns its id
 */
export async function insertDelegation(
  sql: Queryable,
  input: Omit<Delegation, 'id' | 'validFrom' | 'revokedAt'> & { validFrom: Date | null; recordedBy: string },
): Promise<string> {
  const id = randomUUID();
  await sql.query(
    `with moment as materialized (select app_now() as now)
     insert into delegations (id, from_person_id, from_post_id, to_person_id, to_post_id, preside, sign, kinds,
       matters, valid_from, valid_until, basis, recorded_by, recorded_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, greatest($10, (select now from moment)), $11, $12, $13,
             (select now from moment))`,
    [
      id,
      input.fromPersonId,
      input.fromPostId,
      input.toPersonId,
      input.toPostId,
      input.preside,
      input.sign,
      input.kinds,
      input.matters,
      input.validFrom,
      input.validUntil,
      input.basis,
      input.recordedBy,
    ],
  );
  return id;
}

/**
 * Ends a delegation at once, once.
 *
 * @returns whether it stood until then
 */
export async function revokeDelegation(
  sql: Queryable,
  input: { id: string; revokedBy: string; reason: string },
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update delegations set revoked_at = app_now(), revoked_by = $2, revoke_reason = $3
      where id = $1 and revoked_at is null and valid_until > app_now()`,
    [input.id, input.revokedBy, input.reason],
  );
  return rowCount === 1;
}
