import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readOffice } from '../../../db/officeSchema';

const kashi = join(__dirname, '../../../offices/kashi');

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'office-'));
  await cp(kashi, folder, { recursive: true });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

type Json = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

async function edit(file: string, change: (content: Json) => void): Promise<void> {
  const content = JSON.parse(await readFile(join(folder, file), 'utf8')) as Json;
  change(content);
  await writeFile(join(folder, file), JSON.stringify(content));
}

describe('When the demo office is read', () => {
  test('then it has who the rules name', async () => {
    const { people, bodies, ranks, vocabulary } = await readOffice(kashi);
    const holdersOf = (rank: string): number => {
      const posts = people.posts.filter((post) => post.rank === rank).map(({ id }) => id);
      return people.persons.filter((person) => person.posts.some((post) => posts.includes(post))).length;
    };
    expect(ranks.map(({ id }) => holdersOf(id))).toEqual([1, 1, 4, 1, 2, 1]);
    expect(bodies.filter(({ kind }) => kind === 'department')).toHaveLength(13);
    expect(bodies.filter(({ kind }) => kind === 'lower-government')).toHaveLength(3);
    expect(vocabulary.kinds).toHaveLength(15);
    expect(vocabulary.series.map(({ id }) => id)).toContain('administration-issue');
  });

  test('then each department has a head, a deputy and a clerk, each county a head and a clerk', async () => {
    const { people, bodies } = await readOffice(kashi);
    for (const body of bodies.filter(({ kind }) => kind === 'department' || kind === 'lower-government')) {
      const posts = people.posts.filter((post) => post.body === body.id);
      expect(posts.filter(({ isPrincipal }) => isPrincipal)).toHaveLength(1);
      expect(posts.filter(({ isInCharge }) => isInCharge).length).toBeGreaterThanOrEqual(
        body.kind === 'department' ? 2 : 1,
      );
      expect(posts.length).toBeGreaterThanOrEqual(body.kind === 'department' ? 3 : 2);
      const manned = posts.every(({ id }) => people.persons.some((person) => person.posts.includes(id)));
      expect(manned).toBe(true);
    }
  });

  test('then the calendar’s version follows its content', async () => {
    const before = await readOffice(folder);
    await edit('calendar.json', ({ notices }) => notices[0].days.pop());
    const fewerDays = await readOffice(folder);
    await edit('office.json', (office) => (office['deadlineEndsAt'] = 'midnight'));
    const otherHours = await readOffice(folder);
    const versions = [before, fewerDays, otherHours].map(({ calendar }) => calendar.version);
    expect(new Set(versions).size).toBe(3);
  });
});

const holder = (holders: Json, id: string): Json => holders.find((one: Json) => one.id === id);

describe('When an office’s data are wrong', () => {
  test.each<[string, string, (content: Json) => void, RegExp]>([
    [
      'a field is missing',
      'people.json',
      ({ persons }) => delete persons[3].login,
      /people\.json 的 persons\[3\]\.login/,
    ],
    [
      'a field is misspelt',
      'office.json',
      (office) => (office['systemname'] = ''),
      /office\.json 的 顶层.*systemname/,
    ],
    [
      'a body has no leader',
      'portfolios.json',
      ({ portfolios }) => portfolios.pop(),
      /“justice”（喀什地区司法局）无人分管/,
    ],
    [
      'a body has two',
      'portfolios.json',
      ({ portfolios }) => portfolios[1].bodies.push('finance'),
      /“finance”由两位领导分管/,
    ],
    [
      'a post is unknown',
      'people.json',
      ({ persons }) => persons[0].posts.push('king'),
      /人员 ailiyaer：没有职务“king”/,
    ],
    [
      'a login is given twice',
      'people.json',
      ({ persons }) => (persons[1].login = 'ailiyaer'),
      /“ailiyaer”重复/,
    ],
    [
      'nobody has a duty',
      'holders.json',
      (holders) => (holder(holders, 'draft-reviewer').duty = 'nothing'),
      /draft-reviewer：.*“nothing”/,
    ],
    [
      'a rank is unknown',
      'holders.json',
      (holders) => (holder(holders, 'portfolio-deputy-commissioner').ranks = ['emperor']),
      /没有“emperor”/,
    ],
    [
      'a date is none',
      'calendar.json',
      ({ notices }) => (notices[0].days[0].date = '2019-02-30'),
      /calendar\.json 的 notices\[0\]\.days\[0\]\.date/,
    ],
    [
      'a chosen reading is none',
      'readings.json',
      (readings) => (readings[0].chosen = 'nothing'),
      /readings\.json 的 reading-1：没有选项“nothing”/,
    ],
    [
      'no reading says what presiding covers',
      'readings.json',
      (readings) => readings.splice(12, 1),
      /presidingCovers 应由恰好一项口径的各个选项给出，现有 0 项/,
    ],
    [
      'nobody keeps the register of posts',
      'office.json',
      (office) => (office['personnelDuty'] = 'nothing'),
      /personnelDuty：people\.json 中没有职务承担“nothing”/,
    ],
    [
      'a notice has a day of another year',
      'calendar.json',
      ({ notices }) => (notices[0].days[0].date = '2021-05-01'),
      /calendar\.json 的 national-2019：2021-05-01 不在 2019 年度之内/,
    ],
    [
      'a second notice of a year does not say what it amends',
      'calendar.json',
      ({ notices }) => (notices[1].amends = []),
      /national-2019-2：2019 年已有国务院办公厅关于2019年部分节假日安排的通知/,
    ],
  ])('then the error names file and field: %s', async (_case, file, change, message) => {
    await edit(file, change);
    await expect(readOffice(folder)).rejects.toThrow(message);
  });

  test('then a missing file and broken JSON are told together', async () => {
    await rm(join(folder, 'ranks.json'));
    await writeFile(join(folder, 'bodies.json'), '[');
    await expect(readOffice(folder)).rejects.toThrow(
      /缺少文件 ranks\.json[\s\S]*bodies\.json 不是有效的 JSON/,
    );
  });
});
