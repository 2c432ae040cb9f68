import { modelFiles, processesFolder } from '../../../tools/models/modelFiles';
import { randomInputs, seededRandom } from '../../../tools/prove/samples';
import { ask, askEverything, axesOf, everyCombination, readTable } from '../../support/decisionTables';

const ids = modelFiles(processesFolder, '.dmn').map((file) => file.slice(0, -'.dmn'.length));

/** Too many combinations to ask one by one, as the proof doesn't (test/unit/prove): of these some are. */
const LARGE = 'signatoryRoute';
const SAMPLES = 3_000;

describe('每张决策表对每一种情形有且只有一个答复', () => {
  it.each(ids.filter((id) => id !== LARGE))('%s：不漏一种情形，不重一行，没有多余的行', async (id) => {
    const { asked, unneeded } = askEverything(await readTable(id));
    expect(asked).toBeGreaterThan(0);
    expect(unneeded).toEqual([]);
  });

  it('art-47 确定签发人的表：任取的情形恰有一行，办的有签发人，不办的说明怎么改', async () => {
    const table = await readTable(LARGE);
    const axes = axesOf(table).map(([expression, values]) => ({ expression, label: '', values }));
    const random = seededRandom(SAMPLES);
    for (let sample = 0; sample < SAMPLES; sample += 1) {
      const { outcome, signatories, words } = ask(table, randomInputs(axes, random));
      expect(outcome === 'route').toBe((signatories as string[]).length > 0);
      if (outcome === 'refuse') expect(words).toMatch(/请|只|由部门/);
    }
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
