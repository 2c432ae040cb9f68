import { byAskedBody } from './askedBody';
import { asNames, bodyName, capacitiesIn } from './capacitiesIn';
import type { HolderContext, HolderResolution, HolderRule, ResolveHolder } from './holders';
import type { Capacity, PeopleSnapshot, Post } from './types';

/**
 * Who may act for a decision table's word, in which post, and in words how it came to them.
 *
 * Everyone who qualifies is returned, the drafter himself included: whether he may review his own draft is not
 * for the relation to say. Where nobody qualifies, `capacities` is empty and `words` says what is missing.
 *
 * @rule art-7 (portfolios), art-45 and art-48 (principals)
 */
export const resolveHolder: ResolveHolder = (holder, context, people) => {
  switch (holder.relation) {
    case 'drafter':
      return byDrafter(holder, context, people);
    case 'principal-of-drafting-body':
      return byPrincipal(holder, context, people);
    case 'rank':
      return byPosts(holder, people, (post) => post.rankId === holder.rank, '现为');
    case 'principals-of-bodies':
      return byBodies(holder, holder.kind, people);
    case 'duty':
      return byPosts(holder, people, (post) => post.duties.includes(holder.duty), '为');
    case 'portfolio':
      return byPortfolio(holder, holder, context, people);
    case 'paired-secretary':
      return byPairing(holder, holder.otherwise, context, people);
    // Which holders those are is the office's to say: see holdersInOffice.
    case 'any-of':
      return { holder, capacities: [], words: `${holder.label}须按 holders.json 逐个确定` };
    case 'next-rank':
      return byNextRank(holder, context, people);
    case 'duty-in-asked-body':
    case 'answerer-of-asked-body':
    case 'principal-of-asked-body':
      return byAskedBody(holder, context, people);
  }
};

function byDrafter(holder: HolderRule, { drafter }: HolderContext, people: PeopleSnapshot): HolderResolution {
  const current = capacitiesIn(people, (post) => post.id === drafter.postId).filter(
    ({ personId }) => personId === drafter.personId,
  );
  if (current.length > 0) return { holder, capacities: current, words: `由拟稿人${asNames(current)}办理` };

  // He drafted it and it stays his, in whatever post he now holds.
  const elsewhere = capacitiesIn(people, () => true).filter(({ personId }) => personId === drafter.personId);
  if (elsewhere.length > 0) {
    return { holder, capacities: elsewhere, words: `拟稿人已转任，由${asNames(elsewhere)}办理` };
  }
  return { holder, capacities: [], words: '拟稿人已不在任，无人可办' };
}

function byPrincipal(holder: HolderRule, context: HolderContext, people: PeopleSnapshot): HolderResolution {
  const body = bodyName(people, context.draftingBodyId);
  const capacities = capacitiesIn(
    people,
    (post) => post.bodyId === context.draftingBodyId && post.isPrincipal,
  );
  if (capacities.length === 0) return { holder, capacities, words: `${body}现无主要负责人在任，无人可办` };
  return { holder, capacities, words: `${body}主要负责人为${asNames(capacities)}` };
}

/** "专员现为艾力亚尔·玉苏普", "核稿人为行署办公室核稿员程立言、行署办公室核稿员苏晓岚". */
function byPosts(
  holder: HolderRule,
  people: PeopleSnapshot,
  belongs: (post: Post) => boolean,
  verb: string,
): HolderResolution {
  const capacities = capacitiesIn(people, belongs);
  if (capacities.length === 0) return { holder, capacities, words: `${holder.label}现无人在任，无人可办` };
  const names = capacities.map(({ postLabel, personName }) =>
    postLabel === holder.label ? personName : `${postLabel}${personName}`,
  );
  return { holder, capacities, words: `${holder.label}${verb}${names.join('、')}` };
}

/** In the order in which the office lists its bodies. */
function byBodies(holder: HolderRule, kind: string, people: PeopleSnapshot): HolderResolution {
  const capacities = people.bodies
    .filter((body) => body.kind === kind)
    .flatMap(({ id }) => capacitiesIn(people, (post) => post.bodyId === id && post.isPrincipal));
  if (capacities.length === 0) return { holder, capacities, words: `${holder.label}现无人在任` };
  return { holder, capacities, words: `${holder.label}共${capacities.length}人` };
}

function byPortfolio(
  holder: HolderRule,
  { ranks, orHighest }: { ranks?: string[] | undefined; orHighest?: boolean | undefined },
  context: HolderContext,
  people: PeopleSnapshot,
): HolderResolution {
  const body = bodyName(people, context.draftingBodyId);
  const postIds = people.portfolios
    .filter(({ bodyId }) => bodyId === context.draftingBodyId)
    .map(({ postId }) => postId);
  const divided = capacitiesIn(people, (post) => postIds.includes(post.id));
  if (divided.length === 0) return { holder, capacities: [], words: `${body}现无人分管，无人可办` };
  if (ranks === undefined) return { holder, capacities: divided, words: `${body}由${asNames(divided)}分管` };

  const capacities = capacitiesIn(
    people,
    (post) => postIds.includes(post.id) && ranks.includes(post.rankId ?? ''),
  );
  if (capacities.length > 0) return { holder, capacities, words: `${body}由${asNames(capacities)}分管` };
  const highest = capacitiesIn(people, (post) => postIds.includes(post.id) && isOfHighestRank(post, people));
  if (orHighest && highest.length > 0) {
    return { holder, capacities: highest, words: `${body}由${asNames(highest)}直接分管` };
  }
  return { holder, capacities, words: `${body}由${asNames(divided)}分管，不是${holder.label}，无人可办` };
}

/** Of the first rank: nobody stands above him. */
function isOfHighestRank({ rankId }: Post, { ranks }: PeopleSnapshot): boolean {
  const first = Math.min(...ranks.map(({ precedence }) => precedence));
  return ranks.some(({ id, precedence }) => id === rankId && precedence === first);
}

/**
 * Whoever is paired with the leader of the portfolio; where nobody in office is, everybody of the rank, so that the step finds
 * someone.
 *
 * @rule art-8 art-46
 */
function byPairing(
  holder: HolderRule,
  rank: string,
  { draftingBodyId }: HolderContext,
  people: PeopleSnapshot,
): HolderResolution {
  const leaders = people.portfolios
    .filter(({ bodyId }) => bodyId === draftingBodyId)
    .map(({ postId }) => postId);
  const secretaries = people.pairings
    .filter(({ leaderPostId }) => leaders.includes(leaderPostId))
    .map(({ secretaryPostId }) => secretaryPostId);
  const capacities = capacitiesIn(people, (post) => secretaries.includes(post.id));
  if (capacities.length === 0) return byPosts(holder, people, (post) => post.rankId === rank, '现为');
  const led = asNames(capacitiesIn(people, (post) => leaders.includes(post.id)));
  return { holder, capacities, words: `与${led || '分管领导'}对口的是${asNames(capacities)}` };
}

/**
 * Those above whoever has the step: one rank up; for a post without a rank the principal of its body, for that
 * principal the leader with the body in his portfolio. Nobody stands above the first rank.
 */
function byNextRank(holder: HolderRule, context: HolderContext, people: PeopleSnapshot): HolderResolution {
  const held = people.posts.filter(({ id }) => context.stepPostIds?.includes(id));
  const told = held.some(({ rankId }) => rankId !== null)
    ? rankAbove(held, context, people)
    : withinBody(held, people);
  if (told.length === 0) return { holder, capacities: told, words: `没有${holder.label}` };
  return { holder, capacities: told, words: `${holder.label}为${asNames(told)}` };
}

/** Of the nearest rank above that somebody has: whoever has the drafting body in his portfolio, or else all. */
function rankAbove(held: Post[], context: HolderContext, people: PeopleSnapshot): Capacity[] {
  const precedenceOf = new Map(people.ranks.map(({ id, precedence }) => [id, precedence]));
  const highest = Math.min(...held.flatMap(({ rankId }) => precedenceOf.get(rankId ?? '') ?? []));
  const nearest = people.ranks
    .filter(({ precedence }) => precedence < highest)
    .sort((left, right) => right.precedence - left.precedence)
    .map(({ id }) => capacitiesIn(people, (post) => post.rankId === id))
    .find((capacities) => capacities.length > 0);
  const inCharge =
    nearest?.filter(({ postId }) => isInCharge(people, postId, [context.draftingBodyId])) ?? [];
  return inCharge.length > 0 ? inCharge : (nearest ?? []);
}

function withinBody(held: Post[], people: PeopleSnapshot): Capacity[] {
  const bodyIds = held.map(({ bodyId }) => bodyId);
  const principals = capacitiesIn(
    people,
    (post) => post.isPrincipal && bodyIds.includes(post.bodyId) && !held.includes(post),
  );
  return principals.length > 0
    ? principals
    : capacitiesIn(people, (post) => isInCharge(people, post.id, bodyIds));
}

function isInCharge(people: PeopleSnapshot, postId: string, bodyIds: string[]): boolean {
  return people.portfolios.some((one) => one.postId === postId && bodyIds.includes(one.bodyId));
}
