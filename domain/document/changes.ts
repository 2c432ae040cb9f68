/** How two versions of a document differ (改动性质), the slightest first. */
export const CHANGES = ['none', 'wording', 'as-instructed', 'substantive'] as const;
export type Change = (typeof CHANGES)[number];
export type VersionChange = 'first' | Exclude<Change, 'none'>;

/**
 * What lies between a version that somebody agreed to and a later one: the gravest change on the way.
 *
 * @param versions of one case, in any order
 */
export function changeBetween(
  versions: readonly { number: number; change: VersionChange }[],
  from: number,
  until: number,
): Change {
  return versions
    .filter(({ number }) => number > from && number <= until)
    .map(({ change }): Change => (change === 'first' ? 'substantive' : change))
    .reduce<Change>((gravest, change) => (rank(change) > rank(gravest) ? change : gravest), 'none');
}

function rank(change: Change): number {
  return CHANGES.indexOf(change);
}
