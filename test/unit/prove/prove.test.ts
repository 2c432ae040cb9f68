import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { currentOffice } from '../../../tools/models/modelFiles';
import { prove } from '../../../tools/prove/prove';
import type { Proof } from '../../../tools/prove/prove';
import { asPlain, proofAsJson, proofInWords } from '../../../tools/prove/report';
import { rowOf, withChanged } from '../../support/changedRules';

const IN_CI_SECONDS = 60;
/** Two readings that the table asks for, two options each. */
const READINGS = 4n;

describe('art-47 将要部署的决策表：每种情形恰有一个合法结果，而且有人可办', () => {
  let proof: Proof;
  beforeAll(async () => {
    proof = await prove();
  });

  it('没有发现问题，CI 里一分钟内做完', () => {
    expect(proof.findings).toEqual([]);
    expect(proof.seconds).toBeLessThan(IN_CI_SECONDS);
  });

  it('每张表的每种情形恰有一行', () => {
    expect(proof.tables.map(({ sets }) => sets.table.id)).toEqual([...proof.rules.tables.keys()]);
    for (const { proof: one } of proof.tables) expect(one.answered).toBe(one.combinations);
  });

  it('整件的结果不是一条路线就是有条文的不办，加起来正是全部情形', () => {
    const { routes = [], refusals = [], chain } = proof.whole ?? {};
    const all = [...routes, ...refusals].reduce((sum, { combinations }) => sum + combinations, 0n);
    expect(all).toBe(chain?.combinations);
    expect(all).toBeGreaterThan(1_000_000n);
    for (const { article } of refusals) expect(article).toMatch(/^art-[1-9]\d*$/);
  });

  it('art-5 art-54 每条路线对每位拟稿人都有人办，外出和委托逐种试过', () => {
    expect(proof.people?.proof).toMatchObject({ unfilled: [], strays: [] });
    expect(proof.people?.drafters).toBeGreaterThan(40);
    expect(proof.people?.proof.situations).toBe(4n ** BigInt(proof.people?.proof.leaders ?? 0));
  });

  it('说明看了什么：要素、情形数、每秒情形数、没有列入的要素', () => {
    const words = proofInWords(proof);
    for (const part of [
      '文种 15',
      '紧急程度 3',
      '联合行文 2',
      '口径：下行文由谁签发 2',
      '委托已撤销',
      '每秒',
      '证明成立',
    ])
      expect(words).toContain(part);
    const json = JSON.parse(JSON.stringify(proofAsJson(proof), asPlain));
    expect(json).toMatchObject({ proven: true, findings: [], case: { routes: expect.anything() } });
    expect(json.combinationsPerSecond).toBeGreaterThan(1_000_000);
  });
});

describe('art-47 有毛病的决策表：找得出，举得出最小的例子', () => {
  const proveChanged = (change: (xml: string) => string): Promise<Proof> =>
    withChanged('signatoryRoute', change, (rules) => prove({ rules }));

  it('重叠的一行：给出两行的行号和同时适用的最小情形', async () => {
    const { findings } = await proveChanged((xml) =>
      xml.replace('<text>"bill"</text>', '<text>"bill","order"</text>'),
    );
    expect(findings).toEqual([
      expect.objectContaining({
        kind: 'overlap',
        rows: [4, 8],
        example: {
          'facts.kind': 'order',
          'facts.series': 'administration-issue',
          'facts.issuingName': 'administration',
          'facts.direction': 'congress',
          'facts.joint': false,
        },
        // Two series, any importance, normative or not, whatever is read into the articles.
        combinations: 2n * 3n * 2n * READINGS,
      }),
    ]);
    expect(findings[0]?.message).toContain('文种为命令');
    expect(findings[0]?.message).toContain('第 4、8 行同时适用');
  });

  it('删去的一行：给出没有一行适用的最小情形和种数', async () => {
    const { findings, whole } = await proveChanged((xml) =>
      xml.replace(rowOf(xml, 'rule_OrderSeriesDown'), ''),
    );
    expect(findings).toEqual([
      expect.objectContaining({
        kind: 'gap',
        example: {
          'facts.kind': 'order',
          'facts.series': 'administration-order',
          'facts.issuingName': 'administration',
          'facts.direction': 'downward',
          'facts.joint': false,
        },
        combinations: 3n * 2n * READINGS,
      }),
    ]);
    const faults = [...(whole?.chain.results.keys() ?? [])].filter((result) => result.startsWith('fault:'));
    expect(faults).toEqual(['fault:signatoryRoute']);
  });

  it('由没有人担任的职务签发的一行：给出哪一行、什么文稿、谁拟稿都没有人可办', async () => {
    const findings = await withVacant('deputy-secretary-general', (office) =>
      withChanged(
        'signatoryRoute',
        (xml) => {
          const row = rowOf(xml, 'rule_BillToCongress');
          return xml.replace(row, row.replace('["commissioner"]', '["deputy-secretary-general"]'));
        },
        async (rules) => (await prove({ rules, office })).findings,
      ),
    );
    // Nobody assists in a coordination any more, either: that is the steps' own finding.
    expect(findings.filter(({ table }) => table === 'signatoryRoute')).toEqual([
      expect.objectContaining({
        kind: 'unfilled',
        rows: [4],
        example: {
          'facts.kind': 'bill',
          'facts.series': 'administration-issue',
          'facts.issuingName': 'administration',
          'facts.direction': 'congress',
          'facts.joint': false,
        },
        message: expect.stringContaining('不论由谁拟稿，签署人无人可办：副秘书长现无人在任'),
      }),
    ]);
  });

  it('art-7 一位分管领导出缺：由他分管的单位拟稿，要他审核、签发的路线都没有人可办', async () => {
    const findings = await withVacant(
      'deputy-commissioner-agriculture',
      async (office) => (await prove({ office })).findings,
    );
    const divided = ['agriculture', 'water', 'forestry', 'shufu'];
    const ofRoutes = findings.filter(({ table }) => table === 'signatoryRoute');
    expect(ofRoutes.length).toBeGreaterThan(0);
    for (const { kind, example, message } of ofRoutes) {
      expect(kind).toBe('unfilled');
      expect(divided).toContain(example['draftingBody']);
      expect(message).toMatch(/由.+拟稿时.+(审核|签发)人无人可办：.+现无人分管/);
    }
  });

  it.each<[string, string, (xml: string) => string, string]>([
    [
      '一行有的条件没有值符合',
      'dead-row',
      (xml) =>
        xml.replace('not("congress")', 'not("upward","regional-departments","downward","congress","peer")'),
      '第 6 行永远不会适用',
    ],
    ['一行办而没有签发人', 'result', (xml) => xml.replace('["commissioner"]', '[]'), '没有签发人'],
    [
      '一行写的不是登记了的职务',
      'result',
      (xml) => xml.replace('["commissioner"]', '["mayor"]'),
      '“mayor”未在 holders.json 中登记',
    ],
    [
      '一格引擎和我们读法不同',
      'unreadable',
      (xml) => xml.replace('<text>not("congress")</text>', '<text>list contains(["bill"], kind)</text>'),
      '确定审核和签发人',
    ],
  ])('%s', async (_what, kind, change, message) => {
    const { findings } = await proveChanged(change);
    expect(findings).toContainEqual(
      expect.objectContaining({ kind, message: expect.stringContaining(message) }),
    );
  });

  it('一条路线总被核对事项挡住：说明永远轮不到', async () => {
    const { findings } = await withChanged(
      'meetingMatters',
      (xml) => {
        const row = rowOf(xml, 'rule_MeetingMinutes');
        return xml.replace(row, row.replace('"pass"', '"refuse"'));
      },
      (rules) => prove({ rules }),
    );
    expect(findings).toEqual([
      expect.objectContaining({
        kind: 'blocked-row',
        rows: [15],
        example: expect.objectContaining({ 'facts.kind': 'minutes' }),
      }),
    ]);
  });
});

/** Runs `work` with the office's folder as it is while nobody holds the posts whose ids begin so. */
async function withVacant<Result>(post: string, work: (office: string) => Promise<Result>): Promise<Result> {
  const office = await mkdtemp(join(tmpdir(), 'office-'));
  try {
    await cp(currentOffice(), office, { recursive: true });
    const people = JSON.parse(await readFile(join(office, 'people.json'), 'utf8'));
    for (const person of people.persons) {
      person.posts = person.posts.filter((id: string) => !id.startsWith(post));
    }
    await writeFile(join(office, 'people.json'), JSON.stringify(people));
    return await work(office);
  } finally {
    await rm(office, { recursive: true, force: true });
  }
}
