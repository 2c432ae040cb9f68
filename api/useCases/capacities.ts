import { loadPeopleSnapshot } from '../../db/people';
import type { Queryable } from '../../db/pool';
import type { PeopleSnapshot } from '../../domain/people/types';
import type { Dependencies } from '../dependencies';
import { forbidden, unacceptable } from '../problems';

/** A post that a person holds now, with the body it belongs to. */
export interface HeldPost {
  postId: string;
  postLabel: string;
  bodyId: string;
  bodyName: string;
}

/** The posts a person holds at the moment of the snapshot. */
export function heldPosts(people: PeopleSnapshot, personId: string): HeldPost[] {
  return people.holdings
    .filter((holding) => holding.personId === personId)
    .flatMap(({ postId }) => people.posts.filter(({ id }) => id === postId))
    .map((post) => ({
      postId: post.id,
      postLabel: post.label,
      bodyId: post.bodyId,
      bodyName: people.bodies.find(({ id }) => id === post.bodyId)?.name ?? post.bodyId,
    }));
}

export async function loadHeldPosts(
  deps: Dependencies,
  sql: Queryable,
  personId: string,
): Promise<HeldPost[]> {
  return heldPosts(await loadPeopleSnapshot(sql, deps.clock.now()), personId);
}

/** The post in which a draft was opened; throws 403 where its drafter has left it since: he no longer acts in it. */
export function requireStillHeld(
  people: PeopleSnapshot,
  draft: { personId: string; postId: string },
): HeldPost {
  const held = heldPosts(people, draft.personId).find(({ postId }) => postId === draft.postId);
  if (held) return held;
  const left = people.posts.find(({ id }) => id === draft.postId)?.label ?? draft.postId;
  throw forbidden(
    `您已不担任拟稿时的职务（${left}），不能送审。请由现任人员另行拟稿；任职登记有误的，请联系系统管理员核对。`,
  );
}

/**
 * The post in which a person drafts: the named one, or his only one. Throws a problem where he holds none, not
 * that one, or several and names none: who acts in which capacity is never guessed.
 */
export function choosePost(posts: HeldPost[], postId: string | undefined): HeldPost {
  if (posts.length === 0) throw forbidden('您目前没有任职，不能拟稿。请联系系统管理员核对任职。');
  if (postId !== undefined) {
    const chosen = posts.find((post) => post.postId === postId);
    if (!chosen) throw forbidden('您目前没有担任所选的职务，请重新选择拟稿职务。');
    return chosen;
  }
  const [only, ...others] = posts;
  if (!only || others.length > 0) {
    const names = posts.map((post) => `${post.postLabel}（${post.postId}）`).join('、');
    throw unacceptable(
      'capacity-needed',
      '请选择拟稿职务',
      `您担任多个职务，请写明以哪一职务拟稿：${names}。`,
    );
  }
  return only;
}
