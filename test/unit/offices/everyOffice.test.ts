import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { readOffice } from '../../../db/officeSchema';
import { readResources } from '../../../engine/deploy';
import { lintOffice } from '../../../tools/models/lint';
import { prove } from '../../../tools/prove/prove';
import { allOffices } from '../../../tools/models/modelFiles';

const qingshui = 'test/offices/qingshui';

describe.each(allOffices().map((folder) => [basename(folder), folder]))('The office %s', (_name, folder) => {
  it('has data without contradictions', async () => {
    expect((await readOffice(folder)).id).toBe(basename(folder));
  });

  it('has tables that answer every case once, with somebody to act on it', async () => {
    expect((await prove({ office: folder })).findings).toEqual([]);
  }, 60_000);

  it('has models that hold to its own words, holders and articles', async () => {
    expect(await lintOffice(folder)).toEqual([]);
  }, 60_000);
});

describe('When a table of another office names what only the first one has', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'xingshu-office-'));
    await cp(join(__dirname, '../../..', qingshui), folder, { recursive: true });
  });
  afterEach(() => rm(folder, { recursive: true }));

  it.each([
    ['签发人', 'signatoryRoute.dmn', '["county-head"]', '["commissioner"]', '未在 holders.json 中登记'],
    ['文种', 'signatoryRoute.dmn', '"resolve"', '"bill"', '没有 bill 这个值'],
    ['条文', 'timeLimits.dmn', '"art-35"', '"art-58"', '没有注明现行的条文'],
    ['口径', 'ownDrafts.dmn', '"reading-5"', '"reading-16"', '适用口径未登记'],
  ])(
    'then it is refused: %s',
    async (_what, table, own, foreign, problem) => {
      const file = join(folder, 'processes', table);
      await writeFile(file, (await readFile(file, 'utf8')).replace(own, foreign));
      expect(await lintOffice(folder)).toContainEqual(expect.stringContaining(problem));
    },
    60_000,
  );
});

describe('What another office deploys', () => {
  it('has the same names as the first one’s, its own tables, and cites only its own articles', async () => {
    const [own, first] = [await readResources(qingshui), await readResources('kashi')];
    expect(own.map(({ name }) => name)).toEqual(first.map(({ name }) => name));
    const { ruleSet } = await readOffice(join(__dirname, '../../..', qingshui));
    const cited = own
      .flatMap(({ content }) => [...content.toString('utf8').matchAll(/\bart-(\d+)/g)])
      .map(([, number]) => Number(number));
    expect(cited.length).toBeGreaterThan(50);
    expect(Math.max(...cited)).toBeLessThanOrEqual(ruleSet.articleCount);
    const words = own.map(({ content }) => content.toString('utf8')).join('\n');
    expect(words).not.toMatch(/专员|秘书长|行署|喀|commissioner/);
  });
});
