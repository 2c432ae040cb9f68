import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { CoverageFile } from '../../db/articleFiles';
import { readVocabulary } from '../models/officeVocabulary';
import { articlesDocument } from './articlesDocument';
import type { Citation } from './citation';
import {
  articleProblems,
  citationProblems,
  collectCitations,
  coverageOf,
  ownOffice,
  readArticles,
} from './coverage';
import { deadLinks } from './deadLinks';
import { processMapDocument } from './processMap';
import { root } from './sources';

const documents = {
  articles: join(root, 'docs', 'articles.md'),
  processMap: join(root, 'docs', 'process-map.md'),
};

/** Writes coverage.json of the project's own office, docs/articles.md and docs/process-map.md. */
export async function generateCoverage(): Promise<void> {
  for (const [file, source] of await coverageSources(await collectCitations())) writeFileSync(file, source);
}

/** Pages that are stale, links that lead nowhere, citations of what isn't an article: one sentence each. */
export async function coverageProblems(): Promise<string[]> {
  const citations = await collectCitations().catch((error: Error) => error);
  if (citations instanceof Error) return [citations.message];
  const sources = await coverageSources(citations);
  const stale = [...sources]
    .filter(([file, source]) => !existsSync(file) || readFileSync(file, 'utf8') !== source)
    .map(([file]) => `${relative(root, file)} 与图表、代码和测试不一致：请运行 npm run generate。`);
  const rules = readArticles();
  const contradictions = [
    ...articleProblems(rules, coverageOf(citations), readVocabulary(ownOffice).articleCount),
    ...citationProblems(citations, rules),
  ];
  const dead = Object.values(documents)
    .filter((file) => existsSync(file))
    .flatMap(deadLinks);
  return [...stale, ...contradictions, ...dead];
}

/** File → what it should be. */
async function coverageSources(citations: readonly Citation[]): Promise<Map<string, string>> {
  const coverage = coverageOf(citations);
  return new Map([
    [join(ownOffice, 'coverage.json'), jsonOf(coverage)],
    [documents.articles, articlesDocument(readArticles(), coverage)],
    [documents.processMap, await processMapDocument()],
  ]);
}

/** A place a line, so that a difference shows what was added and what went. */
function jsonOf(coverage: CoverageFile): string {
  const source = JSON.stringify(coverage, null, 2);
  return `${source.replace(/\{\s*"id": (.*),\s*"label": (.*)\s*\}/g, '{ "id": $1, "label": $2 }')}\n`;
}

if (require.main === module) void generateCoverage();
