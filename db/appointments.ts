import type { Queryable } from './pool';

/** 任职: who has been in which post, by which document. Days are ISO dates; `heldUntil` isn't included any more. */
export interface Appointment {
  id: string;
  personId: string;
  personName: string;
  postId: string;
  postLabel: string;
  bodyName: string;
  heldFrom: string;
  heldUntil: string | null;
  basis: string;
}

const TODAY = `(app_now() at time zone (select time_zone from office))::date`;

/** Present and future holdings, by post. */
export async function listAppointments(sql: Queryable): Promise<Appointment[]> {
  const { rows } = await sql.query(
    `select holding.id, holding.person_id as "personId", persons.display_name as "personName",
            holding.post_id as "postId", posts.label as "postLabel", bodies.short_name as "bodyName",
            to_char(held_from, 'YYYY-MM-DD') as "heldFrom", to_char(held_until, 'YYYY-MM-DD') as "heldUntil",
            holding.basis
       from post_holdings as holding
       join persons on persons.id = holding.person_id
       join posts on posts.id = holding.post_id
       join bodies on bodies.id = posts.body_id
       left join ranks on ranks.id = posts.rank_id
      where held_until is null or held_until > ${TODAY}
      order by ranks.precedence nulls last, bodies.position, posts.id, holding.person_id`,
  );
  return rows as Appointment[];
}

/**
 * Somebody comes into a post, not before today: what was done yesterday isn't made lawful by it. His account is opened
 * again where it was closed.
 *
 * @returns whether it is new; false where he holds the post then already
 */
export async function appoint(
  sql: Queryable,
  input: { personId: string; postId: string; from: string; basis: string; recordedBy: string },
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `insert into post_holdings (post_id, person_id, held_from, basis, recorded_by)
     select $1, $2, greatest($3::date, ${TODAY}), $4, $5
      where not exists (select from post_holdings
                         where post_id = $1 and person_id = $2
                           and (held_until is null or held_until > greatest($3::date, ${TODAY})))`,
    [input.postId, input.personId, input.from, input.basis, input.recordedBy],
  );
  await sql.query('update persons set active = true where id = $1 and not active', [input.personId]);
  return rowCount === 1;
}

/**
 * Somebody leaves a post, today at the earliest: the past stays as it was. His sessions end at once, and his account
 * with the last of his posts.
 *
 * @returns whether he held it
 */
export async function endAppointment(
  sql: Queryable,
  input: { personId: string; postId: string; until: string; basis: string; endedBy: string },
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update post_holdings
        set held_until = greatest($3::date, ${TODAY}), end_basis = $4, ended_by = $5, ended_at = app_now()
      where post_id = $1 and person_id = $2 and held_from < greatest($3::date, ${TODAY})
        and (held_until is null or held_until > greatest($3::date, ${TODAY}))`,
    [input.postId, input.personId, input.until, input.basis, input.endedBy],
  );
  await sql.query(`delete from sessions where sess ->> 'personId' = $1`, [input.personId]);
  await closeAccountsOfLeavers(sql);
  return (rowCount ?? 0) > 0;
}

/**
 * Whoever held a post and has none left, nor one to come, can't log in any more; his sessions go with the account. With
 * nobody to close it writes nothing: a statement that changes no row would still wake all who watch people, its callers
 * among them.
 *
 * @returns their ids
 */
export async function closeAccountsOfLeavers(sql: Queryable): Promise<string[]> {
  const { rows: leavers } = await sql.query<{ id: string }>(
    `select id from persons where ${HAS_LEFT} order by id`,
  );
  if (leavers.length === 0) return [];
  const { rows } = await sql.query<{ id: string }>(
    `update persons set active = false where id = any($1) and ${HAS_LEFT} returning id`,
    [leavers.map(({ id }) => id)],
  );
  return rows.map(({ id }) => id);
}

const HAS_LEFT = `active and not is_admin
  and exists (select from post_holdings where person_id = persons.id)
  and not exists (select from post_holdings
                   where person_id = persons.id and (held_until is null or held_until > ${TODAY}))`;
