import { elements } from '../generated/ids';
import type { HolderContext, HolderResolution, HolderRule } from '../people/holders';
import { withDelegations } from '../people/delegations';
import { withoutDrafter } from '../people/ownDrafts';
import { alternativesOf } from './alternatives';
import { resolveHolder } from '../people/resolveHolder';
import type { PeopleSnapshot } from '../people/types';
import type { RoutingFacts, RuleReference } from './facts';
import type { ReadingInputs, ReadingSettings } from './readings';
import type { RuleSet } from './ruleSet';

const { userTask_ReviewByLeader: REVIEW, userTask_SignAndIssue: SIGN } = elements.documentApproval;

export interface RoutePreview {
  outcome: 'route' | 'refuse';
  /** The article's verb, 签发 or 签署; "" for a refusal. */
  act: string;
  /** Of whom any one reviews before signing. */
  reviewers: HolderResolution[];
  /** Of whom any one may sign. */
  signatories: HolderResolution[];
  rule: RuleReference;
  /** Chinese: what would stop the route today: a set of which nobody is in office or may act. Empty where nothing would. */
  obstacles: string[];
}

/**
 * What would happen to a document of these facts: who reviews, who may sign, by which article; or the refusal
 * with its reason. Changes nothing. Throws where a table names a holder that the office doesn't know.
 *
 * @param by the readings to go by, with settings the words say who signs for a signatory by delegation; and the step
 *   in which it is signed, where that is another than that of 发文办理
 * @rule art-5 art-47
 */
export function previewRoute(
  ruleSet: RuleSet,
  facts: RoutingFacts & { matter?: string },
  context: HolderContext,
  holders: HolderRule[],
  people: PeopleSnapshot,
  by: { inputs: ReadingInputs; settings?: ReadingSettings; timeZone?: string; signingStep?: string } = {
    inputs: {},
  },
): RoutePreview {
  const route = ruleSet.signatoryRoute(facts, by.inputs);
  const { article, reading, words } = route;
  const rule: RuleReference = { article, reading, ruleSet: ruleSet.hash, words };
  if (route.outcome === 'refuse') {
    return { outcome: 'refuse', act: '', reviewers: [], signatories: [], rule, obstacles: [] };
  }
  const resolveFor =
    (elementId: string) =>
    (id: string): HolderResolution => {
      const found = resolveHolder(holderOf(id, holders), context, people);
      const rest = withoutDrafter(found, context.drafter.personId, people, (rank) =>
        ruleSet.ownDraft(elementId, rank),
      );
      return { ...found, ...rest };
    };
  const { settings, timeZone = 'UTC', signingStep = SIGN } = by;
  const lawful = (found: HolderResolution[]): HolderResolution[] =>
    alternativesOf(found, settings?.alternatives ?? 'any');
  const reviewers = lawful(route.reviewers.map(resolveFor(REVIEW)));
  const signatories = lawful(route.signatories.map(resolveFor(signingStep))).map((found) => ({
    ...found,
    words: withDelegates(found).words,
  }));
  return {
    outcome: 'route',
    act: route.act,
    reviewers,
    signatories,
    rule,
    obstacles: obstaclesOf(reviewers, signatories),
  };

  /** A delegate is nobody to pick: he acts for whoever was picked. */
  function withDelegates(found: HolderResolution): { words: string } {
    if (!settings) return found;
    const what = { act: route.act, isSigning: true, kind: facts.kind, matter: facts.matter ?? '' };
    return withDelegations(found, people, what, settings, timeZone);
  }
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
