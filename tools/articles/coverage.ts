import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { ArticlesFile, CoverageFile, Trace } from '../../db/articleFiles';
import { articlesFile } from '../../db/articleFiles';
import { officeFolder } from '../../db/officeFolder';
import type { Citation } from './citation';
import { citationsInCode, citationsInTests } from './fromCode';
import { citationsInDiagrams, citationsInTables } from './fromModels';
import { citationsInStories } from './fromStories';
import { root } from './sources';

const KINDS: Trace['kind'][] = ['diagram', 'table', 'code', 'test'];

/** The project's own office, whatever the environment names: its articles are what code and tests cite. */
export const ownOffice = officeFolder(root);

/** The office's articles.json. Throws where it isn't what db/articleFiles.ts says. */
export function readArticles(): ArticlesFile {
  return articlesFile.parse(JSON.parse(readFileSync(join(ownOffice, 'articles.json'), 'utf8')));
}

/** Every place that cites an article: diagrams, tables, code, titles of tests. */
export async function collectCitations(): Promise<Citation[]> {
  return [
    ...(await citationsInDiagrams()),
    ...(await citationsInTables()),
    ...citationsInCode(),
    ...citationsInTests(),
    ...citationsInStories(basename(ownOffice)),
  ];
}

/** Citations by article, each file once. */
export function coverageOf(citations: readonly Citation[]): CoverageFile {
  const numbers = [...new Set(citations.flatMap(({ articles }) => articles))].sort((a, b) => a - b);
  return {
    note: '由 tools/articles 从流程图、决策表、代码和测试生成，请勿手改：npm run generate',
    articles: numbers.map((number) => ({
      number,
      traces: tracesOf(citations.filter(({ articles }) => articles.includes(number))),
    })),
  };
}

function tracesOf(citations: readonly Citation[]): Trace[] {
  return KINDS.flatMap((kind) => {
    const ofKind = citations.filter((citation) => citation.kind === kind);
    return [...new Set(ofKind.map(({ path }) => path))].map((path) => {
      const places = ofKind.filter((citation) => citation.path === path);
      return { kind, path, name: places[0]?.name ?? path, places: unique(places) };
    });
  });
}

/** A title may stand twice, say for two kinds of table; one line tells as much as two. */
function unique(citations: readonly Citation[]): Trace['places'] {
  const labels = new Map(citations.map(({ id, label }) => [id, label]));
  return [...labels].map(([id, label]) => ({ id, label }));
}

/** Where articles.json says other than the rule set and the citations: too few articles, work pending on nothing. */
export function articleProblems({ articles }: ArticlesFile, coverage: CoverageFile, count: number): string[] {
  const carried = coverage.articles.map(({ number }) => number);
  const premature = articles.filter((entry) => 'pending' in entry && !carried.includes(entry.number));
  return [
    ...(articles.length === count ? [] : [`articles.json：应有 ${count} 条，现有 ${articles.length} 条`]),
    ...premature.map(({ number }) => `articles.json：第${number}条尚未承载，不必写还差什么`),
  ];
}

/** Citations of articles that don't exist, or that are marked as carried by nothing. */
export function citationProblems(citations: readonly Citation[], { articles }: ArticlesFile): string[] {
  return citations.flatMap(({ path, id, articles: cited }) =>
    [...new Set(cited)].flatMap((number) => {
      const entry = articles.find((article) => article.number === number);
      if (!entry) return [`${path} 的 ${id}：没有第${number}条`];
      return entry.mark === 'X'
        ? [`${path} 的 ${id}：第${number}条在 articles.json 里标为 X（不设软件环节），却注明由这里承载`]
        : [];
    }),
  );
}
