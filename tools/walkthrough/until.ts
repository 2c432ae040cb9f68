const LONGEST_MILLISECONDS = 60_000;
const LOOK_MILLISECONDS = 100;

/** Looks again until `accept` is content; gives up with what was last seen. */
export async function until<T>(
  read: () => Promise<T>,
  accept: (seen: T) => boolean | Promise<boolean>,
): Promise<T> {
  const started = performance.now();
  for (;;) {
    const seen = await read();
    if (await accept(seen)) return seen;
    if (performance.now() - started > LONGEST_MILLISECONDS) {
      throw new Error(`一分钟内没有进展：${JSON.stringify(seen).slice(0, 500)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_MILLISECONDS));
  }
}
