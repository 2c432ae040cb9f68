import type { HolderContext, HolderResolution, HolderRule } from '../people/holders';
import { resolveHolder } from '../people/resolveHolder';
import type { PeopleSnapshot } from '../people/types';
import type { RoutingFacts, RuleReference } from './facts';
import type { RuleSet } from './ruleSet';

export interface RoutePreview {
  outcome: 'route' | 'refuse';
  /** The article's verb, 签发 or 签署; "" for a refusal. */
  act: string;
  /** Of whom any one reviews before signing. */
  reviewers: HolderResolution[];
  /** Of whom any one may sign. */
  signatories: HolderResolution[];
  rule: RuleReference;
  /** Chinese: what would stop the route today: a set of which nobody is in office. Empty where nothing would. */
  obstacles: string[];
}

/**
 * What would happen to a document of these facts: who reviews, who may sign, by which article; or the refusal
 * with its reason. Changes nothing. Throws where a table names a holder that the office doesn't know.
 *
 * @rule art-47
 */
export function previewRoute(
  ruleSet: RuleSet,
  facts: RoutingFacts,
  context: HolderContext,
  holders: HolderRule[],
  people: PeopleSnapshot,
): RoutePreview {
  const route = ruleSet.signatoryRoute(facts);
  const { article, reading, words } = route;
  const rule: RuleReference = { article, reading, ruleSet: ruleSet.hash, words };
  if (route.outcome === 'refuse') {
    return { outcome: 'refuse', act: '', reviewers: [], signatories: [], rule, obstacles: [] };
  }
  const resolve = (id: string): HolderResolution => resolveHolder(holderOf(id, holders), context, people);
  const reviewers = route.reviewers.map(resolve);
  const signatories = route.signatories.map(resolve);
  return {
    outcome: 'route',
    act: route.act,
    reviewers,
    signatories,
    rule,
    obstacles: obstaclesOf(reviewers, signatories),
  };
}

function holderOf(id: string, holders: HolderRule[]): HolderRule {
  const holder = holders.find((rule) => rule.id === id);
  if (!holder) throw new Error(`决策表所称“${id}”未在 holders.json 中登记`);
  return holder;
}

/** Of reviewers, and of signatories, one in office is enough (articles.md, reading 3). */
function obstaclesOf(...sets: HolderResolution[][]): string[] {
  return sets
    .filter((set) => set.every(({ capacities }) => capacities.length === 0))
    .flatMap((set) => set.map(({ words }) => words));
}
