import type { Absence, Delegation, Holding, PeopleSnapshot } from '../domain/people/types';
import type { Queryable } from './pool';

/** Holdings and portfolios count by the day of the office's zone: one who leaves on the 1st is gone at 0:00 there. */
const DAY = `($1::timestamptz at time zone (select time_zone from office))::date`;

const HOLDING_AT = `held_from <= ${DAY} and (held_until is null or held_until > ${DAY})`;

/** What the copy below is good for. */
const VALIDITY = `(select revision from people_revision)::text as revision, (${DAY})::text as day`;

/** What may change from one second to the next: delegations whose time it is, and who is away. */
const MOMENTARY = `
    (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'fromPersonId', from_person_id, 'fromPostId', from_post_id,
        'toPersonId', to_person_id, 'toPostId', to_post_id, 'preside', preside, 'sign', sign, 'kinds', to_jsonb(kinds),
        'matters', to_jsonb(matters), 'validFrom', valid_from, 'validUntil', valid_until, 'revokedAt', revoked_at,
        'basis', basis) order by valid_from, id), '[]')
       from delegations where valid_from <= $1 and valid_until > $1) as delegations,
    (select coalesce(jsonb_agg(jsonb_build_object('personId', person_id, 'returnsAt', returns_at)
        order by person_id, leaves_at desc), '[]')
       from travel_reports
      where leaves_at <= $1 and cancelled_at is null and (returned_at is null or returned_at > $1)) as absences`;

/** One round trip: rules ask for people at every step. Order is fixed, so that the same people read the same. */
const REGISTER = `
    (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'label', label, 'precedence', precedence)
        order by precedence), '[]') from ranks) as ranks,
    (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'kind', kind, 'name', name, 'shortName', short_name)
        order by position), '[]') from bodies) as bodies,
    (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'login', login, 'displayName', display_name)
        order by id), '[]') from persons where active) as persons,
    (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'bodyId', body_id, 'rankId', rank_id, 'label', label,
        'isPrincipal', is_principal, 'isInCharge', is_in_charge, 'duties', to_jsonb(duties)) order by id), '[]')
       from posts) as posts,
    (select coalesce(jsonb_agg(jsonb_build_object('personId', person_id, 'postId', post_id, 'since', since)
        order by post_id, person_id), '[]')
       from (select person_id, post_id,
                    min(held_from)::timestamp at time zone (select time_zone from office) as since from post_holdings
              join persons on persons.id = person_id and persons.active where ${HOLDING_AT}
              group by person_id, post_id) as held) as holdings,
    (select coalesce(jsonb_agg(jsonb_build_object('postId', post_id, 'bodyId', body_id) order by body_id, post_id), '[]')
       from (select distinct post_id, body_id from portfolios
              where valid_from <= ${DAY} and (valid_until is null or valid_until > ${DAY})) as divided) as portfolios,
    (select coalesce(jsonb_agg(jsonb_build_object('secretaryPostId', secretary_post_id, 'leaderPostId', leader_post_id)
        order by leader_post_id, secretary_post_id), '[]')
       from (select distinct secretary_post_id, leader_post_id from secretary_pairings
              where valid_from <= ${DAY} and (valid_until is null or valid_until > ${DAY})) as paired) as pairings`;

/** Who is who, and in what post, on one day. */
type Register = Omit<PeopleSnapshot, 'at' | 'delegations' | 'absences'>;

type Moments = 'validFrom' | 'validUntil' | 'revokedAt';
/** JSON has no moments. */
interface MomentaryRow {
  revision: string;
  day: string;
  delegations: (Omit<Delegation, Moments> & Record<Moments, string | null>)[];
  absences: (Omit<Absence, 'returnsAt'> & { returnsAt: string })[];
}
type RegisterRow = Omit<Register, 'holdings'> & { holdings: (Omit<Holding, 'since'> & { since: string })[] };

/** Days that are asked for side by side: today, and the day of an act that is judged after midnight. */
const MOST_KEPT = 4;
const kept = new Map<string, Register>();

/**
 * Everyone in office at `at`: active persons, the holdings and portfolios of that day, the delegations whose time it
 * is, and who is away. Ten thousand persons are read anew only after one of them changed, or the day did: the
 * database says so in the same breath (`people_revision`), also within a transaction that changed them itself.
 */
export async function loadPeopleSnapshot(sql: Queryable, at: Date): Promise<PeopleSnapshot> {
  const { rows } = await sql.query<MomentaryRow>(`select ${VALIDITY}, ${MOMENTARY}`, [at]);
  const register = rows[0] && kept.get(keyOf(rows[0]));
  if (rows[0] && register) return { at, ...register, ...momentary(rows[0]) };

  const { rows: whole } = await sql.query<MomentaryRow & RegisterRow>(
    `select ${VALIDITY}, ${MOMENTARY}, ${REGISTER}`,
    [at],
  );
  const row = whole[0];
  if (!row) throw new Error('读取人员失败');
  return { at, ...keep(row), ...momentary(row) };
}

/** Revisions are random: those of two databases never meet. */
function keyOf({ revision, day }: Pick<MomentaryRow, 'revision' | 'day'>): string {
  return `${revision} ${day}`;
}

function keep(row: MomentaryRow & RegisterRow): Register {
  const { ranks, bodies, persons, posts, holdings, portfolios, pairings } = row;
  const register = {
    ranks,
    bodies,
    persons,
    posts,
    holdings: holdings.map((one) => ({ ...one, since: new Date(one.since) })),
    portfolios,
    pairings,
  };
  kept.set(keyOf(row), register);
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  return register;
}

function momentary({
  delegations,
  absences,
}: MomentaryRow): Pick<PeopleSnapshot, 'delegations' | 'absences'> {
  return {
    delegations: delegations.map((one) => ({
      ...one,
      validFrom: new Date(one.validFrom ?? NaN),
      validUntil: new Date(one.validUntil ?? NaN),
      revokedAt: one.revokedAt === null ? null : new Date(one.revokedAt),
    })),
    absences: absences.map((one) => ({ ...one, returnsAt: new Date(one.returnsAt) })),
  };
}
