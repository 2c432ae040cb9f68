import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ApiUnderTest } from './support/apiUnderTest';
import { startApi } from './support/apiUnderTest';
import { people } from './support/stories';

const root = join(__dirname, '../..');
const source = (path: string): string => `/articles/source?path=${encodeURIComponent(path)}`;

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

interface Article {
  id: string;
  number: number;
  mark: string;
  carried: string;
  noSoftware: string | null;
  traces: { kind: string; path: string; places: { id: string }[] }[];
}

const articles = async (): Promise<Article[]> =>
  (await (await api.as(people.drafter)).get('/api/v1/articles')).json.articles;

describe('GET /api/v1/articles', () => {
  it('gives all 66 articles in order, each marked', async () => {
    const all = await articles();
    expect(all.map(({ number }) => number)).toEqual(Array.from({ length: 66 }, (_, index) => index + 1));
    expect(all.every(({ id, number }) => id === `art-${number}`)).toBe(true);
    expect(new Set(all.map(({ mark }) => mark))).toEqual(new Set(['E', 'P', 'X']));
  });

  it('leads from who signs to diagram, table, code and test, all of which exist', async () => {
    const signing = (await articles()).find(({ number }) => number === 47);
    expect(signing?.carried).toBe('carried');
    expect([...new Set(signing?.traces.map(({ kind }) => kind))]).toEqual([
      'diagram',
      'table',
      'code',
      'test',
    ]);
    expect(signing?.traces.filter(({ path }) => !existsSync(join(root, path)))).toEqual([]);
    const diagram = signing?.traces.find(({ kind }) => kind === 'diagram');
    expect(diagram?.places).toContainEqual({ id: 'userTask_SignAndIssue', label: '签发' });
  });

  it('says what nothing carries yet, and why some have no software', async () => {
    for (const { mark, carried, noSoftware, traces } of await articles()) {
      expect(carried === 'no-software').toBe(mark === 'X');
      expect(noSoftware !== null).toBe(mark === 'X');
      if (mark !== 'X') expect(carried === 'not-yet').toBe(traces.length === 0);
    }
  });

  it('is for those who have logged in', async () => {
    expect((await api.anonymous().get('/api/v1/articles')).status).toBe(401);
  });
});

describe('the page of articles', () => {
  it('shows every article by chapter, is found from the navigation, and links only to what there is', async () => {
    const client = await api.as(people.drafter);
    const page = await client.get('/articles');
    expect(page.text.match(/<li id="art-\d+"/g)).toHaveLength(66);
    expect(page.text).toContain('尚未承载');
    expect((await client.get('/')).text).toContain('<a href="/articles">条文</a>');

    const links = [...new Set(page.text.match(/\/articles\/source\?path=[^"]+/g))];
    expect(links.length).toBeGreaterThan(20);
    for (const link of links) expect((await client.get(link)).status).toBe(200);
  });

  it('shows a diagram as its picture and code as plain text', async () => {
    const client = await api.as(people.drafter);
    const picture = await client.get(source('processes/document-approval.png'));
    expect(picture.headers.get('content-type')).toBe('image/png');
    const code = await client.get(source('domain/steps/judgeCompletion.ts'));
    expect(code.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(code.text).toContain('judgeCompletion');
  });

  it.each(['package.json', '../../etc/passwd', 'offices/kashi/people.json', 'domain/../package.json'])(
    'hands out no file that carries no article: %s',
    async (path) => {
      expect((await (await api.as(people.drafter)).get(source(path))).status).toBe(404);
    },
  );
});
