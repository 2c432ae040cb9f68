/** So many rounds are made side by side. */
export const SEEDING_AT_ONCE = 8;

/** Makes `count` of something, `lanes` at once. Answers them in order. */
export async function atMost<T>(
  lanes: number,
  count: number,
  make: (index: number) => Promise<T>,
): Promise<T[]> {
  const made: T[] = [];
  let next = 0;
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      while (next < count) {
        const index = next;
        next += 1;
        made[index] = await make(index);
      }
    }),
  );
  return made;
}

/** Since a moment of performance.now(), to a tenth. */
export const seconds = (since: number): number => Math.round((performance.now() - since) / 100) / 10;
