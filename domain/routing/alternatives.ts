import type { Lawful } from '../people/types';
import type { ReadingSettings } from './readings';

/**
 * Of those whom an article names with “or”: all of them, or the first who may act now. Where nobody may, all stand, so
 * that the words say what is missing.
 *
 * @rule art-47
 */
export function alternativesOf<Found extends Lawful>(
  named: Found[],
  alternatives: ReadingSettings['alternatives'],
): Found[] {
  const first = named.find(({ capacities }) => capacities.length > 0);
  return alternatives === 'first' && first ? [first] : named;
}
