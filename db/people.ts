import type { PeopleSnapshot } from '../domain/people/types';
import type { Queryable } from './pool';

/** Holdings and portfolios count by the day of the office's zone: one who leaves on the 1st is gone at 0:00 there. */
const DAY = `($1::timestamptz at time zone (select time_zone from office))::date`;

const HOLDING_AT = `held_from <= ${DAY} and (held_until is null or held_until > ${DAY})`;

/** One round trip: rules ask for people at every step. Order is fixed, so that the same people read the same. */
const snapshotQuery = `
  select
    (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'label', label, 'precedence', precedence)
        order by precedence), '[]') from ranks) as ranks,
    (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'kind', kind, 'name', name, 'shortName', short_name)
        order by position), '[]') from bodies) as bodies,
    (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'login', login, 'displayName', display_name)
        order by id), '[]') from persons where active) as persons,
    (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'bodyId', body_id, 'rankId', rank_id, 'label', label,
        'isPrincipal', is_principal, 'isInCharge', is_in_charge, 'duties', to_jsonb(duties)) order by id), '[]')
       from posts) as posts,
    (select coalesce(jsonb_agg(jsonb_build_object('personId', person_id, 'postId', post_id) order by post_id, person_id), '[]')
       from (select distinct person_id, post_id from post_holdings
              join persons on persons.id = person_id and persons.active where ${HOLDING_AT}) as held) as holdings,
    (select coalesce(jsonb_agg(jsonb_build_object('postId', post_id, 'bodyId', body_id) order by body_id, post_id), '[]')
       from (select distinct post_id, body_id from portfolios
              where valid_from <= ${DAY} and (valid_until is null or valid_until > ${DAY})) as divided) as portfolios`;

/** Everyone in office at `at`: active persons, and the holdings and portfolios of that day. */
export async function loadPeopleSnapshot(sql: Queryable, at: Date): Promise<PeopleSnapshot> {
  const { rows } = await sql.query<Omit<PeopleSnapshot, 'at'>>(snapshotQuery, [at]);
  const snapshot = rows[0];
  if (!snapshot) throw new Error('读取人员失败');
  return { at, ...snapshot };
}
