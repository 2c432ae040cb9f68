import type { Account } from '../../db/accounts';
import { appoint, endAppointment } from '../../db/appointments';
import type { DelegationView } from '../../db/delegations';
import { findDelegation, insertDelegation, revokeDelegation } from '../../db/delegations';
import { loadPeopleSnapshot } from '../../db/people';
import type { Queryable } from '../../db/pool';
import { withTransaction } from '../../db/transaction';
import { currentReadings } from '../../db/readings';
import { readingSettings } from '../../domain/routing';
import { faultOfDelegation } from '../../domain/people/delegationFaults';
import type { DelegationRequest } from '../../domain/people/delegationFaults';
import { holdsDuty } from '../../domain/people/duties';
import type { PeopleSnapshot } from '../../domain/people/types';
import type { Dependencies } from '../dependencies';
import { conflict, forbidden, notFound, unacceptable } from '../problems';

export type NewDelegation = DelegationRequest & {
  kinds: string[] | null;
  matters: string[] | null;
  basis: string;
};

/** Who keeps the register of posts and delegations: administrators, and whoever has the Office's duty for it. */
export function isRegistrar(deps: Dependencies, people: PeopleSnapshot, account: Account): boolean {
  const { personnelDuty } = deps.office;
  if (account.isAdmin) return true;
  return personnelDuty !== undefined && holdsDuty(people, account.personId, personnelDuty);
}

/**
 * 委托: recorded by the delegator himself, or for him by whoever keeps the register. Throws a problem that says what is
 * wrong. Open steps go to the delegate by themselves.
 *
 * @rule art-5 art-7
 */
export async function recordDelegation(
  deps: Dependencies,
  account: Account,
  request: NewDelegation,
  sql: Queryable = deps.pool,
): Promise<DelegationView> {
  const people = await loadPeopleSnapshot(sql, deps.clock.now());
  if (request.fromPersonId !== account.personId && !isRegistrar(deps, people, account)) {
    throw forbidden('只有委托人本人或者办公室任职登记人可以登记委托。请由委托人本人登记。');
  }
  const settings = readingSettings(deps.office.readings, await currentReadings(sql));
  const fault = faultOfDelegation(request, people, settings) ?? unknownWords(deps, request);
  if (fault) throw unacceptable('delegation-wrong', '不能登记委托', `${fault}。`);
  const id = await insertDelegation(sql, { ...request, recordedBy: account.personId });
  const recorded = await findDelegation(sql, id);
  if (!recorded) throw new Error('委托登记后读不到');
  return recorded;
}

function unknownWords({ office }: Dependencies, { kinds, matters }: NewDelegation): string | null {
  const unknown = (given: string[] | null, known: { id: string }[]): string | undefined =>
    given?.find((id) => known.every((one) => one.id !== id));
  const kind = unknown(kinds, office.vocabulary.kinds);
  const matter = unknown(matters, office.vocabulary.matters);
  if (kind !== undefined) return `没有“${kind}”这个文种`;
  return matter === undefined ? null : `没有“${matter}”这类事项`;
}

/** 撤销委托, at once: what the delegate has not signed by now he can't sign any more. */
export async function revoke(
  deps: Dependencies,
  account: Account,
  id: string,
  reason: string,
): Promise<DelegationView> {
  const found = await findDelegation(deps.pool, id);
  if (!found) throw notFound('委托');
  const people = await loadPeopleSnapshot(deps.pool, deps.clock.now());
  if (found.fromPersonId !== account.personId && !isRegistrar(deps, people, account)) {
    throw forbidden('只有委托人本人或者办公室任职登记人可以撤销委托。');
  }
  const isRevoked = await revokeDelegation(deps.pool, { id, revokedBy: account.personId, reason });
  if (!isRevoked)
    throw conflict('delegation-ended', '委托已经终止', '这项委托已经到期或者撤销，不必再撤销。');
  return (await findDelegation(deps.pool, id)) ?? found;
}

export interface AppointmentChange {
  change: 'begin' | 'end';
  personId: string;
  postId: string;
  /** ISO day from which it holds; today at the earliest. */
  day: string;
  basis: string;
}

/**
 * 任免: somebody comes into a post or leaves it. Open steps follow by themselves; whoever leaves loses his sessions,
 * and with his last post his login.
 *
 * @rule art-5 art-7
 */
export async function recordAppointment(
  deps: Dependencies,
  account: Account,
  { change, personId, postId, day, basis }: AppointmentChange,
): Promise<void> {
  await withTransaction(deps.pool, async (sql) => {
    const people = await loadPeopleSnapshot(sql, deps.clock.now());
    if (!isRegistrar(deps, people, account)) throw forbidden('任免由系统管理员或者办公室任职登记人登记。');
    await requireKnown(sql, personId, postId);
    const isDone =
      change === 'begin'
        ? await appoint(sql, { personId, postId, from: day, basis, recordedBy: account.personId })
        : await endAppointment(sql, { personId, postId, until: day, basis, endedBy: account.personId });
    if (isDone) return;
    throw change === 'begin'
      ? conflict('already-held', '已在任', '此人那时已担任这一职务，不必重复登记。')
      : conflict('not-held', '不在任', '此人那时没有担任这一职务，或者当天才到任，请核对任职登记。');
  });
}

async function requireKnown(sql: Queryable, personId: string, postId: string): Promise<void> {
  const { rows } = await sql.query<{ person: boolean; post: boolean }>(
    'select exists (select from persons where id = $1) as person, exists (select from posts where id = $2) as post',
    [personId, postId],
  );
  if (!rows[0]?.person)
    throw unacceptable('no-such-person', '人员有误', '没有这个人，请先由系统管理员建立账号。');
  if (!rows[0].post) throw unacceptable('no-such-post', '职务有误', '没有这个职务，请核对。');
}
