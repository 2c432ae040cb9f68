import { findGateFindings } from '../../db/caseGates';
import { loadPeopleSnapshot } from '../../db/people';
import type { Queryable } from '../../db/pool';
import { currentReadings } from '../../db/readings';
import { loadRuleSet } from '../../db/ruleSets';
import type { DocumentContent } from '../../domain/document/content';
import type { HolderContext } from '../../domain/people/holders';
import type { CaseFacts, GateFinding, Grounds, ReadingChoices, RoutePreview } from '../../domain/routing';
import { previewRoute as preview, readingInputs, readingSettings } from '../../domain/routing';
import { processOf, signingOf } from '../../domain/steps/signing';
import type { Dependencies } from '../dependencies';

/** Who would review and sign, and what every gate says. */
export type DraftChecks = RoutePreview & {
  gates: GateFinding[];
  /** The readings it goes by: what a case submitted now pins. */
  readings: ReadingChoices;
};

/**
 * 报送前检查, by the current rule set and those in office now. Touches nothing (law 6).
 *
 * @param document.caseId null while there is none yet
 */
export async function previewRoute(
  deps: Dependencies,
  sql: Queryable,
  document: {
    facts: CaseFacts;
    grounds: Grounds;
    /** Whom the text names. */
    content: Pick<DocumentContent, 'joint' | 'concernedBodies'>;
    caseId: string | null;
  },
  context: HolderContext,
): Promise<DraftChecks> {
  const ruleSet = await loadRuleSet(sql, 'current');
  const people = await loadPeopleSnapshot(sql, deps.clock.now());
  const gates = await findGateFindings(sql, deps.office, {
    ...document,
    draftingBodyId: context.draftingBodyId,
    ruleSetHash: 'current',
  });
  const { holders, readings, timeZone } = deps.office;
  const choices = await currentReadings(sql);
  const by = {
    inputs: readingInputs(readings, choices),
    settings: readingSettings(readings, choices),
    timeZone,
    signingStep: signingOf(processOf(deps.office.vocabulary, document.facts)).sign,
  };
  return { ...preview(ruleSet, document.facts, context, holders, people, by), gates, readings: choices };
}
