import type { Queryable } from './pool';
import { loadPeopleSnapshot } from './people';
import { findNamed, findPicks } from './choices';
import type { CountersignPlace } from './countersign/place';
import { findInvited } from './invitations/invited';
import type { RuleSet } from './ruleSets';
import { loadRuleSet } from './ruleSets';
import type { RunningCase } from './runningCases';
import { DecisionError } from '../domain/decisions';
import { elements } from '../domain/generated/ids';
import { capacityOf } from '../domain/people/capacityOf';
import { authorityAt } from '../domain/people/authority';
import type { HolderContext } from '../domain/people/holders';
import { capacityLabel } from '../domain/people/nameOfCapacity';
import { withoutDrafter } from '../domain/people/ownDrafts';
import { resolveHolder } from '../domain/people/resolveHolder';
import type { Lawful, PeopleSnapshot } from '../domain/people/types';
import { alternativesOf } from '../domain/routing/alternatives';
import type { HumanStep, RuleReference, SignatoryRoute, TimeLimit } from '../domain/routing/facts';
import { readingInputs, readingSettings } from '../domain/routing/readings';
import { capacityKey, readCapacityKey } from '../domain/steps/details';
import { signingOf, signsPapers } from '../domain/steps/signing';
import type { Office } from './officeSchema';

export interface CurrentTerms {
  ruleSet: RuleSet;
  step: HumanStep;
  limit: TimeLimit;
  route: SignatoryRoute;
  /** Who may act in this step: of a set within which the Office picked, the one it picked; and whoever acts for him. */
  lawful: Lawful;
  /** The whole lawful sets of the route, whatever was picked, each in posts of their own. */
  reviewers: Lawful;
  signatories: Lawful;
  rule: RuleReference;
  people: PeopleSnapshot;
}

/** What authority is judged by, besides the case. */
export type AuthorityOffice = Pick<Office, 'holders' | 'readings' | 'timeZone'>;

const { userTask_ReviewByLeader: REVIEW } = elements.documentApproval;

/**
 * Derives a step's terms anew from PostgreSQL and the rule set which the case pinned (laws 5, 6): never from
 * process variables.
 *
 * @param snapshot everyone in office at `at`, where the caller has it already
 * @param place the countersigning that the step belongs to
 * @rule art-5 art-47 art-54
 */
export async function stepTerms(
  sql: Queryable,
  office: AuthorityOffice,
  running: RunningCase,
  elementId: string,
  at: Date,
  snapshot?: PeopleSnapshot,
  place: CountersignPlace | null = null,
): Promise<CurrentTerms> {
  const ruleSet = await loadRuleSet(sql, running.ruleSetHash);
  const people = snapshot ?? (await loadPeopleSnapshot(sql, at));
  const settings = readingSettings(office.readings, running.readings);
  const signs = signsPapers(running.processId);
  const route = signs
    ? ruleSet.signatoryRoute(running.facts, readingInputs(office.readings, running.readings))
    : NO_ROUTE;
  // 签署 or 签发: the article's own verb.
  const asked = ruleSet.humanStep(elementId);
  const step = asked.holder === SIGNATORIES ? { ...asked, act: route.act } : asked;
  const find = (ids: string[]): Lawful => holdersInOffice(office, ids, contextOf(running, place), people);
  const others = (lawful: Lawful, element: string): Lawful =>
    withoutDrafter(lawful, running.drafterPersonId, people, (rank) => ruleSet.ownDraft(element, rank));
  const anyOf = (ids: string[], element: string): Lawful =>
    merged(
      alternativesOf(
        ids.map((id) => others(find([id]), element)),
        settings.alternatives,
      ),
    );
  const reviewers = anyOf(route.reviewers, REVIEW);
  const signatories = signs ? anyOf(route.signatories, signingOf(running.processId).sign) : NOBODY;
  const invited = await findInvited(sql, ruleSet, running.id, step);
  const source = isFromSets(step) ? route : (invited?.rule ?? step);
  return {
    ruleSet,
    step,
    limit: ruleSet.timeLimit(elementId, running.facts),
    route,
    lawful: authorityAt(await ownOf(), people, {
      what: {
        act: step.act,
        isSigning: step.holder === SIGNATORIES,
        kind: running.facts.kind,
        matter: running.facts.matter,
      },
      drafterPersonId: running.drafterPersonId,
      ownDraft: (rank) => ruleSet.ownDraft(elementId, rank),
      delegation: settings,
      timeZone: office.timeZone,
    }),
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

  /** Those to whom the step falls in posts of their own. */
  async function ownOf(): Promise<Lawful> {
    if (step.holder === NAMED) return namedLeader(await findNamed(sql, running.id), people);
    if (invited) {
      const context = { ...contextOf(running, place), ...invited.context };
      return holdersInOffice(office, invited.holders, context, people);
    }
    if (!isFromSets(step)) return find([step.holder]);
    const picks = await findPicks(sql, running.id);
    return step.holder === REVIEWERS
      ? narrowed(reviewers, picks.reviewer)
      : narrowed(signatories, picks.signatory);
  }
}

/** Of a case in which nothing is signed: its steps' holders all stand in the table of steps. */
const NO_ROUTE: SignatoryRoute = {
  outcome: 'route',
  reviewers: [],
  signatories: [],
  act: '',
  article: '',
  reading: '',
  words: '',
};
const NOBODY: Lawful = { capacities: [], words: '' };

const REVIEWERS = 'route.reviewers';
const SIGNATORIES = 'route.signatories';
const NAMED = 'step.named';

/** A step whose holders are one of the route's sets. */
const isFromSets = ({ holder }: HumanStep): boolean => holder === REVIEWERS || holder === SIGNATORIES;

/** A step that belongs to the route: to its sets, or to whom one of them named. */
export const isOfRoute = (step: HumanStep): boolean => isFromSets(step) || step.holder === NAMED;

/** What the relations of a case's holders start from. */
export function contextOf(running: RunningCase, place: CountersignPlace | null = null): HolderContext {
  return {
    drafter: { personId: running.drafterPersonId, postId: running.drafterPostId },
    // In a countersigning the lead department stands where otherwise the drafting body does.
    draftingBodyId: place?.leadBodyId ?? running.draftingBodyId,
    ...(place?.request
      ? { asked: { bodyId: place.request.bodyId, byPrincipal: place.request.byPrincipal } }
      : {}),
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
    if (holder.relation === 'any-of') return onceEach(holdersInOffice(office, holder.of, context, people));
    return resolveHolder(holder, context, people);
  });
  return merged(resolutions);
}

/** One who is two of the holders in one post is one. */
function onceEach({ capacities, words }: Lawful): Lawful {
  const first = new Map(capacities.map((one) => [capacityKey(one), one]));
  return { capacities: [...first.values()], words };
}

function merged(found: Lawful[]): Lawful {
  return {
    capacities: found.flatMap(({ capacities }) => capacities),
    words: found.map(({ words }) => words).join('；'),
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
  const names = capacities.map(capacityLabel).join('、');
  return { capacities, words: `${lawful.words}；办公室选定由${names}办理` };
}

/** Whom the signer named; after he left the post, whoever holds it now. */
function namedLeader(named: { key: string; by: string } | null, people: PeopleSnapshot): Lawful {
  const wanted = named && readCapacityKey(named.key);
  if (!named || !wanted) return { capacities: [], words: '签发人没有指定领导' };
  const holders = people.holdings.filter(({ postId }) => postId === wanted.postId);
  const held = holders.filter(({ personId }) => personId === wanted.personId);
  const capacities = (held.length > 0 ? held : holders).flatMap((one) => capacityOf(one, people) ?? []);
  const names = capacities.map(capacityLabel).join('、');
  return {
    capacities,
    words: names === '' ? `${named.by}指定的领导已不在任` : `${named.by}请${names}过目`,
  };
}
