import { loadPeopleSnapshot } from '../../db/people';
import type { Queryable } from '../../db/pool';
import { loadRuleSet } from '../../db/ruleSets';
import type { HolderContext } from '../../domain/people/holders';
import { previewRoute as preview } from '../../domain/routing';
import type { RoutePreview, RoutingFacts } from '../../domain/routing';
import type { Dependencies } from '../dependencies';

/** Who would review and sign, by the current rule set and those in office now. Touches nothing (law 6). */
export async function previewRoute(
  deps: Dependencies,
  sql: Queryable,
  facts: RoutingFacts,
  context: HolderContext,
): Promise<RoutePreview> {
  const ruleSet = await loadRuleSet(sql, 'current');
  const people = await loadPeopleSnapshot(sql, deps.clock.now());
  return preview(ruleSet, facts, context, deps.office.holders, people);
}
