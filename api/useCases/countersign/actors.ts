import type { Account } from '../../../db/accounts';
import type { Actor } from '../../../db/countersign/openRound';
import { loadPeopleSnapshot } from '../../../db/people';
import type { Queryable } from '../../../db/pool';
import type { RunningCase } from '../../../db/runningCases';
import { CountersignRefusal } from '../../../domain/countersign/refusal';
import type { PeopleSnapshot, Post } from '../../../domain/people/types';
import type { Dependencies } from '../../dependencies';
import { conflict, forbidden, refusedByRule } from '../../problems';

/**
 * Who acts for the lead department: its drafter while he is in his post, and those in charge of it; null for others.
 *
 * @rule art-45
 */
export async function findLeadActor(
  deps: Dependencies,
  sql: Queryable,
  account: Account,
  running: Pick<RunningCase, 'drafterPersonId' | 'drafterPostId'>,
  leadBodyId: string,
): Promise<Actor | null> {
  const people = await loadPeopleSnapshot(sql, deps.clock.now());
  const posts = postsOf(people, account.personId);
  const acting =
    posts.find(
      ({ bodyId, isInCharge, isPrincipal }) => bodyId === leadBodyId && (isInCharge || isPrincipal),
    ) ??
    (account.personId === running.drafterPersonId
      ? posts.find(({ id }) => id === running.drafterPostId)
      : undefined);
  return acting ? { personId: account.personId, capacity: `${acting.label}${account.displayName}` } : null;
}

/** The same; throws 403 for others. */
export async function leadActor(...asked: Parameters<typeof findLeadActor>): Promise<Actor> {
  const actor = await findLeadActor(...asked);
  if (!actor) throw forbidden('会签由主办部门办理：拟稿人或者主办部门负责人才能这样做。');
  return actor;
}

/** Who acts for an asked body: those in charge of it, and whoever has a step of the request; null for others. */
export async function findBodyActor(
  deps: Dependencies,
  sql: Queryable,
  account: Account,
  request: { id: string; bodyId: string },
  inChargeOnly = false,
): Promise<(Actor & { postId: string }) | null> {
  const people = await loadPeopleSnapshot(sql, deps.clock.now());
  const posts = postsOf(people, account.personId).filter(({ bodyId }) => bodyId === request.bodyId);
  const inCharge = posts.find(({ isInCharge, isPrincipal }) => isInCharge || isPrincipal);
  const acting =
    inCharge ?? (inChargeOnly ? undefined : await holderIn(sql, request.id, account.personId, posts));
  return acting
    ? { personId: account.personId, postId: acting.id, capacity: `${acting.label}${account.displayName}` }
    : null;
}

/** The same; throws 403 for others. */
export async function bodyActor(
  ...asked: Parameters<typeof findBodyActor>
): Promise<Actor & { postId: string }> {
  const actor = await findBodyActor(...asked);
  if (actor) return actor;
  const [, , , , inChargeOnly = false] = asked;
  const who = inChargeOnly ? '负责人' : '负责人或者承办人';
  throw forbidden(`这是被征求意见的单位的事，由该单位${who}办理。`);
}

async function holderIn(
  sql: Queryable,
  requestId: string,
  personId: string,
  posts: Post[],
): Promise<Post | undefined> {
  const { rows } = await sql.query<{ post: string }>(
    `select holder.post_id as post from step_holders as holder join steps using (element_instance_key)
      where steps.countersign_request_id = $1 and holder.person_id = $2`,
    [requestId, personId],
  );
  return posts.find(({ id }) => rows.some(({ post }) => post === id));
}

function postsOf(people: PeopleSnapshot, personId: string): Post[] {
  const held = people.holdings.filter((one) => one.personId === personId).map(({ postId }) => postId);
  return people.posts.filter(({ id }) => held.includes(id));
}

/** Answers what the record refuses as a problem: with its article where a rule does. */
export async function answeringRefusals<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof CountersignRefusal)) throw error;
    if (error.rule) throw refusedByRule(error.title, error.message, error.rule);
    throw conflict(error.code, error.title, error.message);
  }
}
