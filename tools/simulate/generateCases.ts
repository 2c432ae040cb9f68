import { pinned, pinsOf, rowSetsOf } from '../../domain/proof';
import type { Axis, InputValue, RowSets } from '../../domain/proof';
import { createRuleSet, readingInputs } from '../../domain/routing';
import { caseInputs, valuesOf } from '../models/tableInputs';
import { resultOf } from '../prove/proveCase';
import type { Rules } from '../prove/readRules';
import { pick, seededRandom } from '../prove/samples';
import type { Inputs } from '../prove/samples';
import { judgeCase } from './judgeCase';
import type { RecordedCase } from './recordedCases';

const SEED = 20190218;
/** Of a hundred cases so many have a route and pass the gates, so many more are stopped by a gate; the rest have no route. */
const PASSING = 82;
const STOPPED = 10;
const TRIES = 2_000;

/**
 * Invented cases for an office that has none yet: every row of `signatoryRoute` occurs, routes more often than
 * refusals. The same office and tables give the same cases.
 */
export function generateCases(rules: Rules, count: number): RecordedCase[] {
  const route = rules.tables.get('signatoryRoute');
  if (!route) throw new Error('没有决策表 signatoryRoute');
  const every = rowSetsOf(route, (expression) => valuesOf(expression, route.id, rules.surroundings) ?? []);
  // Cases are of the office as it is: by the readings that it goes by.
  const chosen = Object.entries(readingInputs(rules.office.readings, {}));
  const sets = chosen.reduce((left, [key, option]) => pinned(left, `readings.${key}`, option), every);
  const rowsWith = (outcome: string): number[] =>
    route.rules
      .filter(({ index }) => (sets.living & (1n << BigInt(index - 1))) !== 0n)
      .filter((rule) => resultOf(route, rule, 'outcome') === outcome)
      .map(({ index }) => index);
  const [routes, refusals] = [rowsWith('route'), rowsWith('refuse')];
  const bodies = rules.office.bodies.filter(({ kind }) => kind !== 'government').map(({ id }) => id);
  const random = seededRandom(SEED);
  return Array.from({ length: count }, (_, index) => {
    const share = random() * 100;
    const rows = share < PASSING + STOPPED ? routes : refusals;
    const row = rows[index % rows.length] ?? 1;
    const wanted = share < PASSING ? 'route' : 'refuse';
    const inputs = someCase(rules, sets, row, wanted, random);
    return { number: index + 1, draftingBodyId: pick(bodies, random), inputs };
  });
}

/** A case of this row with this outcome; any case of the row where luck doesn't bring one. */
function someCase(rules: Rules, sets: RowSets, row: number, wanted: string, random: () => number): Inputs {
  const ruleSet = createRuleSet({ hash: '', decisions: rules.tables });
  let inputs: Inputs = {};
  for (let tries = 0; tries < TRIES; tries += 1) {
    inputs = Object.fromEntries(
      axesOf(rules).map((axis) => [axis.expression, likely(valuesForRow(sets, row, axis), random)]),
    );
    if (judgeCase(ruleSet, rules, inputs).outcome === wanted) return inputs;
  }
  return inputs;
}

function axesOf({ surroundings }: Rules): Axis[] {
  return caseInputs(surroundings.vocabulary).map((expression) => ({
    expression,
    label: expression,
    values: valuesOf(expression, '', surroundings) ?? [],
  }));
}

/** What an input may be for the row to apply. */
function valuesForRow(sets: RowSets, row: number, axis: Axis): InputValue[] {
  const column = sets.axes.findIndex(({ expression }) => expression === axis.expression);
  const isFree = pinsOf(sets, row).every(({ expression }) => expression !== axis.expression);
  if (isFree) return axis.values;
  const bit = 1n << BigInt(row - 1);
  return axis.values.filter((_, position) => ((sets.meeting[column]?.[position] ?? 0n) & bit) !== 0n);
}

/** The usual comes first in a vocabulary, and is drawn more often. Yes and no are alike. */
function likely(values: InputValue[], random: () => number): InputValue {
  if (typeof values[0] === 'boolean') return pick(values, random);
  return pick(values.slice(0, Math.ceil(values.length * random())), random);
}
