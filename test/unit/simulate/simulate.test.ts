import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRuleSet } from '../../../domain/routing';
import { currentOffice } from '../../../tools/models/modelFiles';
import { readRules } from '../../../tools/prove/readRules';
import type { Rules } from '../../../tools/prove/readRules';
import { compareCases } from '../../../tools/simulate/compareCases';
import type { ChangedCase } from '../../../tools/simulate/compareCases';
import { generateCases } from '../../../tools/simulate/generateCases';
import { judgeCase } from '../../../tools/simulate/judgeCase';
import { readRecordedCases } from '../../../tools/simulate/recordedCases';
import type { RecordedCase } from '../../../tools/simulate/recordedCases';
import { simulationAsJson, simulationInWords } from '../../../tools/simulate/report';
import { rowOf, withChanged } from '../../support/changedRules';

let rules: Rules;
let cases: RecordedCase[];
beforeAll(async () => {
  rules = await readRules();
  cases = readRecordedCases(join(currentOffice(), 'recordedCases.json'));
});

function routesOf(some: Rules): (string[] | undefined)[] {
  const ruleSet = createRuleSet({ hash: '', decisions: some.tables });
  return cases.map(({ inputs }) => judgeCase(ruleSet, some, inputs).route?.signatories);
}

async function simulate(
  id: string,
  change: (xml: string) => string,
): Promise<{ changed: ChangedCase[]; words: string; json: string }> {
  return withChanged(id, change, async (folder) => {
    const amended = await readRules(folder);
    const changed = compareCases(cases, rules, amended);
    return {
      changed,
      words: simulationInWords(changed, cases.length, amended),
      json: JSON.stringify(simulationAsJson(changed, cases.length, amended)),
    };
  });
}

describe('机关数据里附有的演示办件', () => {
  it('有 300 件，多数办得成，也有不办的，每条路线都有', () => {
    const routes = routesOf(rules);
    expect(cases).toHaveLength(300);
    expect(routes.filter((signatories) => signatories !== undefined).length).toBeGreaterThan(200);
    expect(routes.filter((signatories) => signatories === undefined).length).toBeGreaterThan(20);
    expect(new Set(routes.map(String)).size).toBeGreaterThan(4);
  });

  it('生成的办件每次相同', () => {
    expect(generateCases(rules, 20)).toEqual(generateCases(rules, 20));
  });
});

describe('改表之前推算留存的办件', () => {
  it('表没有改，一件也不变', () => {
    expect(compareCases(cases, rules, rules)).toEqual([]);
    expect(simulationInWords([], cases.length, rules)).toContain('其中 0 件');
  });

  it('art-47 改了签发人：列出的正是由他们签发的每一件，说明原来和改后由谁签发', async () => {
    const { changed, words } = await simulate('signatoryRoute', (xml) =>
      xml.replaceAll('["commissioner", "executive-deputy-commissioner"]', '["commissioner"]'),
    );
    const affected = routesOf(rules).filter(
      (signatories) => signatories?.length === 2 && signatories[1]?.startsWith('executive'),
    );
    expect(changed).toHaveLength(affected.length);
    expect(changed.length).toBeGreaterThan(0);
    for (const { differences } of changed) expect(differences.map(({ aspect }) => aspect)).toEqual(['route']);
    expect(words).toMatch(/审核和签发 \| .*专员或常务副专员签发，依第四十七条.* \| .*专员签发，依第四十七条/);
  });

  it('art-47 改选口径：列出的正是口径管到的每一件，说明原来和改后由谁签发', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'readings-'));
    try {
      const changed = rules.office.readings.map((reading) =>
        reading.key === 'downwardSignatory' ? { ...reading, chosen: 'all-commissioner' } : reading,
      );
      await writeFile(join(folder, 'readings.json'), JSON.stringify(changed));
      const amended = await readRules(folder);
      const differing = compareCases(cases, rules, amended);
      expect(amended.replaced).toEqual(['适用口径']);
      expect(differing.length).toBeGreaterThan(0);
      for (const { recorded, differences } of differing) {
        expect(recorded.inputs['facts.direction']).toBe('downward');
        expect(differences.map(({ aspect }) => aspect)).toEqual(['route']);
      }
      expect(simulationInWords(differing, cases.length, amended)).toMatch(
        /分管副专员签发.* \| .*分管领导审核，专员签发/,
      );
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('art-58 改了时限：列出受影响的每一件和哪一步的几天', async () => {
    const { changed, words } = await simulate('timeLimits', (xml) => {
      const row = rowOf(xml, 'rule_Checking');
      return xml.replace(row, row.replace('<text>1</text>', '<text>2</text>'));
    });
    const routes = routesOf(rules);
    const usual = cases.filter(
      ({ inputs }, index) => inputs['facts.urgency'] === 'none' && routes[index] !== undefined,
    );
    expect(changed.map(({ recorded }) => recorded.number)).toEqual(usual.map(({ number }) => number));
    expect(words).toContain('复核 1 个工作日 | 复核 2 个工作日');
  });

  it('art-21 多了一种不办：原来办得成的改为不办，说明依据', async () => {
    const { changed, words } = await simulate('meetingMatters', (xml) => {
      const row = rowOf(xml, 'rule_MeetingMinutes');
      return xml.replace(row, row.replace('"pass"', '"refuse"'));
    });
    expect(changed.length).toBeGreaterThan(0);
    for (const { recorded, after } of changed) {
      expect(recorded.inputs['facts.kind']).toBe('minutes');
      expect(after.refusals).toContainEqual({ gate: 'meeting', article: 'art-21', reading: '' });
    }
    expect(changed.map(({ before }) => before.outcome)).toContain('route');
    expect(words).toContain('不办：会议讨论，依第二十一条');
  });

  it('改漏了一行：涉及的件判不出，照样列出来', async () => {
    const { changed } = await simulate('signatoryRoute', (xml) =>
      xml.replace(rowOf(xml, 'rule_Minutes'), ''),
    );
    expect(changed.length).toBeGreaterThan(0);
    for (const { after } of changed)
      expect(after).toMatchObject({ outcome: 'fault', fault: expect.stringContaining('没有适用的规则') });
  });

  it('也给程序可读的结果', async () => {
    const { changed, json } = await simulate('signatoryRoute', (xml) =>
      xml.replaceAll('["commissioner", "executive-deputy-commissioner"]', '["commissioner"]'),
    );
    const { replacedTables, cases: total, changed: listed } = JSON.parse(json);
    expect({ replacedTables, total }).toEqual({ replacedTables: ['signatoryRoute'], total: 300 });
    expect(listed).toHaveLength(changed.length);
    expect(listed[0]).toMatchObject({
      number: expect.any(Number),
      before: { outcome: 'route' },
      after: { route: { signatories: ['commissioner'] } },
    });
  });
});

describe('留存的办件读不了', () => {
  it('没有文件、项数不符，都说明是哪个文件', () => {
    expect(() => readRecordedCases('/nowhere/recordedCases.json')).toThrow('/nowhere/recordedCases.json');
    expect(() => readRecordedCases(join(currentOffice(), 'ranks.json'))).toThrow('不是留存的办件');
  });
});
