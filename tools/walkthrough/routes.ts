import { readFileSync } from 'node:fs';
import type { Office } from '../../db/officeSchema';
import { evaluateDecision, loadDecision } from '../../domain/decisions';
import { readingInputs } from '../../domain/routing';
import type { CaseFacts } from '../../domain/routing/facts';
import { officeFiles } from '../models/modelFiles';

/** One way that the table gives, with facts that lead to it. */
export interface Route {
  /** Row of `signatoryRoute`, from 1. */
  row: number;
  words: string;
  facts: CaseFacts;
}

/** Every row of the office's route table that routes, each with the first combination of facts that meets it. */
export async function findRoutes(office: Office, folder: string): Promise<Route[]> {
  const file = officeFiles('processes', '.dmn', folder).find(({ name }) => name === 'signatoryRoute.dmn');
  const table = await loadDecision(file ? readFileSync(file.path, 'utf8') : '');
  const readings = readingInputs(office.readings, {});
  const routes = new Map<number, Route>();
  for (const facts of everyFacts(office)) {
    const { matchedRules, outputs } = evaluateDecision(table, { facts, readings });
    const row = matchedRules[0]?.index;
    if (row === undefined || outputs?.['outcome'] !== 'route' || routes.has(row)) continue;
    routes.set(row, { row, words: String(outputs['words']), facts });
  }
  return [...routes.values()].sort((left, right) => left.row - right.row);
}

function* everyFacts({ vocabulary }: Office): Generator<CaseFacts> {
  const [urgency] = vocabulary.urgencies;
  const [nature] = vocabulary.natures;
  const [matter] = vocabulary.matters;
  const remit = vocabulary.remits.at(-1);
  if (!urgency || !nature || !matter || !remit) throw new Error('vocabulary.json 不全');
  const fixed = {
    urgency: urgency.id,
    nature: nature.id,
    matter: matter.id,
    remit: remit.id,
    wideInterest: false,
    counties: false,
    joint: false,
  };
  for (const kind of vocabulary.kinds)
    for (const series of vocabulary.series)
      for (const issuingName of vocabulary.issuingNames)
        for (const direction of vocabulary.directions)
          for (const importance of vocabulary.importances)
            for (const normative of [false, true])
              yield {
                kind: kind.id,
                series: series.id,
                issuingName: issuingName.id,
                direction: direction.id,
                importance: importance.id,
                normative,
                ...fixed,
              };
}
