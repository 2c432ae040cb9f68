import { modelFiles, processesFolder } from '../../../tools/models/modelFiles';
import { ask, askEverything, everyCombination, readTable } from '../../support/decisionTables';

const ids = modelFiles(processesFolder, '.dmn').map((file) => file.slice(0, -'.dmn'.length));

describe('每张决策表对每一种情形有且只有一个答复', () => {
  it.each(ids)('%s：不漏一种情形，不重一行，没有多余的行', async (id) => {
    const { asked, unneeded } = askEverything(await readTable(id));
    expect(asked).toBeGreaterThan(0);
    expect(unneeded).toEqual([]);
  });

  it('art-47 确定签发人的表问遍文种、字号、名义、方向、重要程度和规范性', async () => {
    const { asked } = askEverything(await readTable('signatoryRoute'));
    expect(asked).toBe(15 * 6 * 3 * 5 * 3 * 2);
  });
});

describe('三张核对表的答复说得清、办得成', () => {
  it.each(['draftGates', 'normativeGates', 'meetingMatters'])(
    '%s：不办的说明怎么改，要确认的是一句核对结论',
    async (id) => {
      const table = await readTable(id);
      for (const inputs of everyCombination(table)) {
        const { outcome, overridable, words } = ask(table, inputs);
        if (outcome === 'refuse') expect(words).toContain('请');
        if (outcome === 'ask') expect(words).toMatch(/^经核对，.+。$/);
        if (overridable) expect(outcome).toBe('refuse');
      }
    },
  );

  it('art-49 原则上的事项写明例外理由后转由核稿人确认，其他不办的写了理由也不办', async () => {
    const table = await readTable('draftGates');
    for (const inputs of everyCombination(table)) {
      const { outcome, overridable } = ask(table, { ...inputs, 'grounds.exception': false });
      const excepted = ask(table, { ...inputs, 'grounds.exception': true });
      expect(excepted['outcome']).toBe(overridable ? 'ask' : outcome);
    }
  });
});
