import type { Queryable } from './pool';
import { loadPeopleSnapshot } from './people';
import { findNamed, findPicks } from './choices';
import type { RuleSet } from './ruleSets';
import { loadRuleSet } from './ruleSets';
import type { RunningCase } from './runningCases';
import { DecisionError } from '../domain/decisions';
import type { HolderContext } from '../domain/people/holders';
import { resolveHolder } from '../domain/people/resolveHolder';
import type { Capacity, PeopleSnapshot } from '../domain/people/types';
import type { HumanStep, RuleReference, SignatoryRoute, TimeLimit } from '../domain/routing/facts';
import { readCapacityKey } from '../domain/steps/details';
import type { Office } from './officeSchema';

/** Who may act, and in words how it came to them. */
export interface Lawful {
  capacities: Capacity[];
  words: string;
}

export interface CurrentTerms {
  ruleSet: RuleSet;
  step: HumanStep;
  limit: TimeLimit;
  route: SignatoryRoute;
  /** Who may act in this step: of a set within which the Office picked, the one it picked. */
  lawful: Lawful;
  /** The whole lawful sets of the route, whatever was picked. */
  reviewers: Lawful;
  signatories: Lawful;
  rule: RuleReference;
  people: PeopleSnapshot;
}

/**
 * Derives a step's terms anew from PostgreSQL and the rule set which the case pinned (laws 5, 6): never from
 * process variables.
 */
export async function stepTerms(
  sql: Queryable,
  office: Pick<Office, 'holders'>,
  running: RunningCase,
  elementId: string,
  at: Date,
): Promise<CurrentTerms> {
  const ruleSet = await loadRuleSet(sql, running.ruleSetHash);
  const people = await loadPeopleSnapshot(sql, at);
  const step = ruleSet.humanStep(elementId);
  const route = ruleSet.signatoryRoute(running.facts);
  const find = (ids: string[]): Lawful => holdersInOffice(office, ids, contextOf(running), people);
  const reviewers = find(route.reviewers);
  const signatories = find(route.signatories);
  const isFromRoute = step.holder.startsWith('route.');
  const source = isFromRoute ? route : step;
  return {
    ruleSet,
    // 签署 or 签发: the article's own verb.
    step: step.holder === SIGNATORIES ? { ...step, act: route.act } : step,
    limit: ruleSet.timeLimit(elementId, running.facts),
    route,
    lawful: await lawfulOf(),
    reviewers,
    signatories,
    rule: {
      article: source.article,
      reading: source.reading,
      ruleSet: running.ruleSetHash,
      words: source.words,
    },
    people,
  };

  async function lawfulOf(): Promise<Lawful> {
    if (step.holder === NAMED) return namedLeader(await findNamed(sql, running.id), people);
    if (!isFromRoute) return find([step.holder]);
    const picks = await findPicks(sql, running.id);
    return step.holder === REVIEWERS
      ? narrowed(reviewers, picks.reviewer)
      : narrowed(signatories, picks.signatory);
  }
}

const REVIEWERS = 'route.reviewers';
const SIGNATORIES = 'route.signatories';
const NAMED = 'step.named';

/** What the relations of a case's holders start from. */
export function contextOf(running: RunningCase): HolderContext {
  return {
    drafter: { personId: running.drafterPersonId, postId: running.drafterPostId },
    draftingBodyId: running.draftingBodyId,
  };
}

/** Everyone in office whom one of these holder ids finds. Throws DecisionError for an id the office doesn't know. */
export function holdersInOffice(
  office: Pick<Office, 'holders'>,
  ids: string[],
  context: HolderContext,
  people: PeopleSnapshot,
): Lawful {
  const resolutions = ids.map((id) => {
    const holder = office.holders.find((rule) => rule.id === id);
    if (!holder) throw new DecisionError(`决策表所称“${id}”未在 holders.json 中登记`);
    return resolveHolder(holder, context, people);
  });
  return {
    capacities: resolutions.flatMap((resolution) => resolution.capacities),
    words: resolutions.map((resolution) => resolution.words).join('；'),
  };
}

/** The one picked, as long as he is of the set; the whole set after he left it: the pick gives nobody authority. */
export function narrowed(lawful: Lawful, picked: string | null): Lawful {
  if (picked === null || lawful.capacities.length < 2) return lawful;
  const key = readCapacityKey(picked);
  const capacities = lawful.capacities.filter(
    ({ postId, personId }) => postId === key?.postId && personId === key.personId,
  );
  if (capacities.length === 0) return { ...lawful, words: `${lawful.words}；原选定的人已不在此列` };
  const names = capacities.map(({ postLabel, personName }) => `${postLabel}${personName}`).join('、');
  return { capacities, words: `${lawful.words}；办公室选定由${names}办理` };
}

/** Whom the signer named; after he left the post, whoever holds it now. */
function namedLeader(named: { key: string; by: string } | null, people: PeopleSnapshot): Lawful {
  const wanted = named && readCapacityKey(named.key);
  if (!named || !wanted) return { capacities: [], words: '签发人没有指定领导' };
  const holders = people.holdings.filter(({ postId }) => postId === wanted.postId);
  const held = holders.filter(({ personId }) => personId === wanted.personId);
  const capacities = (held.length > 0 ? held : holders).flatMap(({ personId, postId }) => {
    const person = people.persons.find(({ id }) => id === personId);
    const post = people.posts.find(({ id }) => id === postId);
    if (!person || !post) return [];
    return {
      personId,
      login: person.login,
      personName: person.displayName,
      postId,
      postLabel: post.label,
    };
  });
  const names = capacities.map(({ postLabel, personName }) => `${postLabel}${personName}`).join('、');
  return {
    capacities,
    words: names === '' ? `${named.by}指定的领导已不在任` : `${named.by}请${names}过目`,
  };
}
