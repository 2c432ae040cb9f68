import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ArticlesFile, Trace } from '../../../db/articleFiles';
import { articlesFile, carriedHow } from '../../../db/articleFiles';
import { articlesDocument, rowNumbers } from '../../../tools/articles/articlesDocument';
import type { Citation } from '../../../tools/articles/citation';
import {
  articleProblems,
  citationProblems,
  coverageOf,
  readArticles,
} from '../../../tools/articles/coverage';
import { deadLinks } from '../../../tools/articles/deadLinks';

const citation = (kind: Trace['kind'], id: string, ...articles: number[]): Citation => ({
  kind,
  path: `${kind}.file`,
  name: kind,
  id,
  label: id,
  articles,
});

const rules: ArticlesFile = {
  chapters: [{ number: 1, title: '总则' }],
  articles: [
    { number: 1, chapter: 1, mark: 'E', asks: '甲' },
    { number: 2, chapter: 1, mark: 'E', asks: '乙' },
    { number: 3, chapter: 1, mark: 'X', asks: '丙', noSoftware: '靠人做到。' },
  ],
};

describe('When citations are put together by article', () => {
  it('then each file stands once under each article, diagrams before tables before code before tests', () => {
    const coverage = coverageOf([
      citation('test', 't', 1),
      citation('code', 'c', 2, 1),
      citation('code', 'd', 1),
    ]);
    expect(coverage.articles.map(({ number }) => number)).toEqual([1, 2]);
    expect(
      coverage.articles[0]?.traces.map(({ kind, places }) => [kind, places.map(({ id }) => id)]),
    ).toEqual([
      ['code', ['c', 'd']],
      ['test', ['t']],
    ]);
  });

  it('then a citation of no article, and of one that no software carries, is a fault', () => {
    const faults = citationProblems([citation('code', 'far', 4), citation('code', 'preached', 3)], rules);
    expect(faults).toEqual([expect.stringContaining('没有第4条'), expect.stringContaining('第3条')]);
  });
});

describe('When an article is judged', () => {
  const entry = { number: 1, chapter: 1, mark: 'E', asks: '甲' } as const;
  const trace = (kind: Trace['kind']): Trace => ({
    kind,
    path: 'a',
    name: 'a',
    places: [{ id: 'a', label: 'a' }],
  });

  it('then it is whole only with something that does it, a test, and nothing pending', () => {
    expect(carriedHow(entry, [])).toBe('not-yet');
    expect(carriedHow(entry, [trace('code')])).toBe('partly');
    expect(carriedHow(entry, [trace('test')])).toBe('partly');
    expect(carriedHow(entry, [trace('table'), trace('test')])).toBe('carried');
    expect(carriedHow({ ...entry, pending: '还差' }, [trace('table'), trace('test')])).toBe('partly');
  });
});

describe('docs/articles.md', () => {
  it('then says of an article that nothing carries that it is not carried yet, and of X why', () => {
    const page = articlesDocument(rules, coverageOf([citation('code', 'c', 1)]));
    expect(page).toMatch(/第2条　乙\n\n`E` \*\*尚未承载\*\*\n/);
    expect(page).toMatch(/第3条　丙\n\n`X` \*\*不设软件环节\*\*\n\n靠人做到。/);
    expect(page).toMatch(/第1条　甲\n\n`E` \*\*部分承载\*\* · 代码 1\n\n还差：还没有测试。/);
  });

  it('then writes rows in a row as a range', () => {
    const places = [1, 2, 3, 7].map((row) => ({ id: `r${row}`, label: `第${row}行：说明` }));
    expect(rowNumbers(places)).toBe('1—3、7');
  });
});

describe('the office’s articles.json', () => {
  it('then has as many articles as the rule set, and says what is pending only of what is begun', () => {
    const [first, second] = rules.articles;
    const begun = { ...rules, articles: [{ ...first, pending: '还差' }, second] } as ArticlesFile;
    expect(articleProblems(begun, coverageOf([citation('code', 'c', 1)]), 2)).toEqual([]);
    expect(articleProblems(begun, coverageOf([]), 2)).toEqual([expect.stringContaining('第1条尚未承载')]);
    expect(articleProblems(rules, coverageOf([]), 66)).toEqual([
      expect.stringContaining('应有 66 条，现有 3 条'),
    ]);
    expect(readArticles().articles).toHaveLength(66);
  });

  it('then is refused with a gap, without a reason for X, or with a heading too long', () => {
    const [first, second, third] = rules.articles;
    const accepts = (articles: unknown[]): boolean =>
      articlesFile.safeParse({ chapters: rules.chapters, articles }).success;
    expect(accepts([first, second, third])).toBe(true);
    expect(accepts([first, third])).toBe(false);
    expect(accepts([first, second, { ...third, noSoftware: undefined }])).toBe(false);
    expect(accepts([{ ...first, asks: '长'.repeat(31) }])).toBe(false);
  });
});

describe('a page with links', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'links-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('then names each link to a file or an anchor that is not there, and no other', () => {
    writeFileSync(join(folder, 'other.md'), '## <a id="art-1"></a>甲');
    writeFileSync(
      join(folder, 'page.md'),
      '[a](other.md) [b](other.md#art-1) [c](https://example.org) [d](gone.ts) [e](other.md#art-2) ![f](gone.png)',
    );
    const dead = deadLinks(join(folder, 'page.md'));
    expect(dead.map((words) => /链接 (\S+)/.exec(words)?.[1])).toEqual([
      'gone.ts',
      'other.md#art-2',
      'gone.png',
    ]);
  });
});
