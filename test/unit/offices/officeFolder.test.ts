import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { officeFolder } from '../../../db/officeFolder';
import { officeModels, readModel, withArticles } from '../../../engine/officeModels';

describe('When an office is named', () => {
  it.each([
    [undefined, '/project/offices/kashi'],
    ['kashi', '/project/offices/kashi'],
    ['test/offices/qingshui', '/project/test/offices/qingshui'],
  ])('%s is found', (name, folder) => {
    expect(officeFolder('/project', name)).toBe(folder);
  });

  it.each(['', '..', '../elsewhere', 'offices/../..', '/etc', 'offices/', 'Kashi'])(
    '“%s” does not lead out of the project',
    (name) => {
      expect(() => officeFolder('/project', name)).toThrow('XINGSHU_OFFICE');
    },
  );
});

describe('When an office has models of its own', () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'xingshu-office-'));
    for (const [folder, content] of [
      ['processes', 'shared'],
      ['offices/county/processes', 'own'],
    ] as const) {
      await mkdir(join(root, folder), { recursive: true });
      await writeFile(join(root, folder, 'limits.dmn'), content);
    }
    await writeFile(join(root, 'processes', 'approval.bpmn'), '依据第47条 art-47');
    await writeFile(join(root, 'offices/county/processes', 'extra.dmn'), 'own');
  });
  afterEach(() => rm(root, { recursive: true }));
  const county = () => join(root, 'offices/county');

  it('then they stand in for the project’s of the same name, and the others stay', () => {
    const tables = officeModels(root, county(), 'processes', '.dmn');
    expect(tables.map((file) => [file.name, readModel(file)])).toEqual([
      ['extra.dmn', 'own'],
      ['limits.dmn', 'own'],
    ]);
    expect(officeModels(root, county(), 'forms', '.form')).toEqual([]);
  });

  it('then a shared diagram cites the office’s own articles', () => {
    const [diagram] = officeModels(root, county(), 'processes', '.bpmn');
    if (!diagram) throw new Error('no diagram');
    expect(readModel(diagram, { 'art-47': 'art-26' })).toBe('依据第26条 art-26');
    expect(readModel(diagram)).toBe('依据第47条 art-47');
  });
});

it('A diagram that cites an article for which the office names none is refused', () => {
  expect(() => withArticles('art-5 art-47', { 'art-47': 'art-26' }, 'approval.bpmn')).toThrow(
    'approval.bpmn 引用的 art-5',
  );
});

it('Articles that swap numbers are not confused', () => {
  const swapped = { 'art-5': 'art-47', 'art-47': 'art-5' };
  expect(withArticles('art-5,art-47 第5条、第47条', swapped, 'x')).toBe('art-47,art-5 第47条、第5条');
});
