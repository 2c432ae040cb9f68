import type { Queryable } from './pool';
import { loadPeopleSnapshot } from './people';
import { loadRuleSet } from './ruleSets';
import type { RunningCase } from './runningCases';
import { DecisionError } from '../domain/decisions';
import { resolveHolder } from '../domain/people/resolveHolder';
import type { Capacity, PeopleSnapshot } from '../domain/people/types';
import type { HumanStep, RuleReference, SignatoryRoute, TimeLimit } from '../domain/routing/facts';
import type { Office } from './officeSchema';

export interface CurrentTerms {
  step: HumanStep;
  limit: TimeLimit;
  route: SignatoryRoute;
  lawful: { capacities: Capacity[]; words: string };
  rule: RuleReference;
  people: PeopleSnapshot;
}

/**
 * Derives a step's terms anew from PostgreSQL and the rule set which the case pinned (laws 5, 6): never from
 * process variables.
 */
export async function stepTerms(
  sql: Queryable,
  holders: Office['holders'],
  running: RunningCase,
  elementId: string,
  at: Date,
): Promise<CurrentTerms> {
  const ruleSet = await loadRuleSet(sql, running.ruleSetHash);
  const people = await loadPeopleSnapshot(sql, at);
  const step = ruleSet.humanStep(elementId);
  const limit = ruleSet.timeLimit(elementId, running.facts);
  const route = ruleSet.signatoryRoute(running.facts);
  const source = isFromRoute(step.holder) ? route : step;

  const resolutions = holderIds(step.holder, route).map((id) => {
    const holder = holders.find((rule) => rule.id === id);
    if (!holder) throw new DecisionError(`决策表所称“${id}”未在 holders.json 中登记`);
    const context = {
      drafter: { personId: running.drafterPersonId, postId: running.drafterPostId },
      draftingBodyId: running.draftingBodyId,
    };
    return resolveHolder(holder, context, people);
  });
  return {
    step:
      isFromRoute(step.holder) && step.holder === 'route.signatories' ? { ...step, act: route.act } : step,
    limit,
    route,
    lawful: {
      capacities: resolutions.flatMap((resolution) => resolution.capacities),
      words: resolutions.map((resolution) => resolution.words).join('；'),
    },
    rule: {
      article: source.article,
      reading: source.reading,
      ruleSet: running.ruleSetHash,
      words: source.words,
    },
    people,
  };
}

function isFromRoute(holder: string): boolean {
  return holder.startsWith('route.');
}

function holderIds(holder: string, route: SignatoryRoute): string[] {
  if (holder === 'route.reviewers') return route.reviewers;
  if (holder === 'route.signatories') return route.signatories;
  return [holder];
}
