import { z } from 'zod';

/** articles.json and coverage.json of an office: what each article asks for, and what carries it. */

const text = z.string().trim().min(1);
const number = z.number().int().positive();
const article = {
  number,
  chapter: number,
  /** In the office's own words, never the source's. */ asks: text.max(30),
};

/**
 * `mark`: E is executed by the software, P recorded, guarded or reported in part, X is left to people and says why.
 * `pending`: what of a carried article is still to be done.
 */
const articleEntry = z.discriminatedUnion('mark', [
  z.strictObject({ ...article, mark: z.literal('E'), pending: text.optional() }),
  z.strictObject({ ...article, mark: z.literal('P'), pending: text.optional() }),
  z.strictObject({ ...article, mark: z.literal('X'), noSoftware: text }),
]);

const inOrder = (entries: { number: number }[]): boolean =>
  entries.every((entry, index) => entry.number === index + 1);

export const articlesFile = z.strictObject({
  chapters: z.array(z.strictObject({ number, title: text })).refine(inOrder, '编号须从1起连续'),
  articles: z.array(articleEntry).refine(inOrder, '编号须从1起连续'),
});

/**
 * A file that carries an article, with the places in it: elements of a diagram, rows of a table, names in code,
 * titles of tests. Places are named, not counted in lines, so that a line added above makes nothing stale.
 */
const trace = z.strictObject({
  kind: z.enum(['diagram', 'table', 'code', 'test']),
  /** From the root of the repository. */
  path: text,
  /** What people call it; of code and tests the path again. */
  name: text,
  places: z.array(z.strictObject({ id: text, label: text })).min(1),
});

/** Written by `npm run generate`, so that the running system can show it without sources and tests at hand. */
export const coverageFile = z.strictObject({
  note: text,
  articles: z.array(z.strictObject({ number, traces: z.array(trace).min(1) })),
});

export type ArticlesFile = z.infer<typeof articlesFile>;
export type ArticleEntry = ArticlesFile['articles'][number];
export type CoverageFile = z.infer<typeof coverageFile>;
export type Trace = z.infer<typeof trace>;
export type TraceKind = Trace['kind'];

export type CarriedHow = 'carried' | 'partly' | 'not-yet' | 'no-software';

/** How far an article is carried: whole only where nothing is pending and a test holds whatever carries it to it. */
export function carriedHow(entry: ArticleEntry, traces: readonly Trace[]): CarriedHow {
  if (entry.mark === 'X') return 'no-software';
  if (traces.length === 0) return 'not-yet';
  const isTested = traces.some(({ kind }) => kind === 'test');
  const isThere = traces.some(({ kind }) => kind !== 'test');
  return isTested && isThere && entry.pending === undefined ? 'carried' : 'partly';
}

/** An article with its traces, in the order of the rules. */
export function articlesWithTraces(
  { articles }: ArticlesFile,
  coverage: CoverageFile,
): { entry: ArticleEntry; traces: Trace[]; carried: CarriedHow }[] {
  return articles.map((entry) => {
    const traces = coverage.articles.find(({ number }) => number === entry.number)?.traces ?? [];
    return { entry, traces, carried: carriedHow(entry, traces) };
  });
}
