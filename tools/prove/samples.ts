import { witnessOf } from '../../domain/proof';
import type { Axis, InputValue, RowSets } from '../../domain/proof';

export type Inputs = Record<string, InputValue>;

/** mulberry32: numbers from 0 to 1, the same in every run of the same seed. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function pick<Item>(items: readonly Item[], random: () => number): Item {
  return items[Math.floor(random() * items.length)] as Item;
}

/** Any combination of the values of these inputs. */
export function randomInputs(axes: Axis[], random: () => number): Inputs {
  return Object.fromEntries(axes.map(({ expression, values }) => [expression, pick(values, random)]));
}

/** For each row of a table, a combination that it answers; rows that answer none are left out. */
export function witnesses(sets: RowSets): { row: number; inputs: Inputs }[] {
  return sets.table.rules.flatMap(({ index }) => {
    const inputs = witnessOf(sets, index);
    return inputs ? [{ row: index, inputs }] : [];
  });
}

/** `{ 'facts.kind': 'notice' }` → `{ facts: { kind: 'notice' } }`: the context that a table is asked in. */
export function nested(inputs: Inputs): Record<string, unknown> {
  const context: Record<string, unknown> = {};
  for (const [expression, value] of Object.entries(inputs)) {
    const [name = '', field] = expression.split('.');
    context[name] = field === undefined ? value : { ...(context[name] as object), [field]: value };
  }
  return context;
}
