import { DecisionError, evaluateDecision, loadDecision } from '../../../domain/decisions';
import { dmn } from './tables';
import type { TableSource } from './tables';

const evaluate = async (source: TableSource, context: Record<string, unknown>): Promise<unknown> =>
  evaluateDecision(await loadDecision(dmn(source)), context).outputs;

/** Does one cell match one value? */
const cell = async (test: string, value: unknown): Promise<boolean> =>
  (await evaluate(
    { inputs: ['facts.value'], outputs: ['hit'], rows: [{ tests: [test], results: ['true'] }] },
    { facts: { value } },
  )) !== null;

describe('When a cell is tested', () => {
  test.each<[string, unknown, boolean]>([
    ['-', 'notice', true],
    ['', 'notice', true],
    ['"notice"', 'notice', true],
    ['"notice"', 'letter', false],
    ['"notice","letter"', 'letter', true],
    ['"notice", "letter"', 'reply', false],
    ['not("notice")', 'letter', true],
    ['not("notice","letter")', 'letter', false],
    ['true', true, true],
    ['true', false, false],
    ['false', false, true],
    ['false', true, false],
    ['5', 5, true],
    ['> 5', 5, false],
    ['>= 5', 5, true],
    ['[1..5]', 5, true],
    ['[1..5)', 5, false],
    ['< 3, > 7', 8, true],
    ['""', '', true],
    ['"分管副专员"', '分管副专员', true],
    ['"a > b"', 'a > b', true],
  ])('then %s for %p is %p', async (test, value, expected) => {
    expect(await cell(test, value)).toBe(expected);
    // And again, from what was remembered.
    expect(await cell(test, value)).toBe(expected);
  });

  test('then the same text for values of another type is another question', async () => {
    expect(await cell('"5"', '5')).toBe(true);
    expect(await cell('5', 5)).toBe(true);
    expect(await cell('"true"', 'true')).toBe(true);
    expect(await cell('true', true)).toBe(true);
  });

  test('then a cell that names another fact is not remembered', async () => {
    const source: TableSource = {
      inputs: ['facts.kind'],
      outputs: ['hit'],
      rows: [{ tests: ['facts.expected'], results: ['facts.expected'] }],
    };
    expect(await evaluate(source, { facts: { kind: 'a', expected: 'a' } })).toEqual({ hit: 'a' });
    expect(await evaluate(source, { facts: { kind: 'a', expected: 'b' } })).toBeNull();
    expect(await evaluate(source, { facts: { kind: 'b', expected: 'b' } })).toEqual({ hit: 'b' });
  });
});

describe('When an input has no value, where the two evaluators would differ', () => {
  const source: TableSource = {
    inputs: ['facts.kind'],
    outputs: ['hit'],
    rows: [{ tests: ['not("notice")'], results: ['true'] }],
  };
  test.each([{ facts: {} }, { facts: { kind: null } }, { facts: { kind: undefined } }, {}])(
    'then it is refused and never answered: %p',
    async (context) => {
      await expect(evaluate(source, context)).rejects.toThrow(DecisionError);
      await expect(evaluate(source, context)).rejects.toThrow(/决策表 testTable：.*facts\.kind/);
    },
  );

  test('then also where no rule asks for it', async () => {
    const anything: TableSource = { ...source, rows: [{ tests: ['-'], results: ['true'] }] };
    await expect(evaluate(anything, { facts: { kind: null } })).rejects.toThrow(/没有值/);
  });

  test('then a comparison with another type does not match, as in the engine', async () => {
    expect(await cell('> 5', 'five')).toBe(false);
    expect(await cell('"5"', 5)).toBe(false);
  });
});

describe('When rules match', () => {
  const rows = [
    { tests: ['"notice"', '-'], results: ['"first"', '["a","b"]'], description: 'art-47' },
    { tests: ['"letter"', 'true'], results: ['"second"', '[]'] },
    { tests: ['-', 'false'], results: ['"third"', '["c"]'] },
  ];
  const source: TableSource = { inputs: ['facts.kind', 'facts.normative'], outputs: ['name', 'list'], rows };
  const ask = (table: TableSource, kind: string, normative: boolean): Promise<unknown> =>
    evaluate(table, { facts: { kind, normative } });

  test('then UNIQUE gives the one, with its number and annotation', async () => {
    const result = evaluateDecision(await loadDecision(dmn(source)), {
      facts: { kind: 'notice', normative: true },
    });
    expect(result).toEqual({
      matchedRules: [{ index: 1, annotations: ['art-47'] }],
      outputs: { name: 'first', list: ['a', 'b'] },
    });
  });

  test('then UNIQUE with two is an error that names both', async () => {
    await expect(ask(source, 'notice', false)).rejects.toThrow(
      '决策表 testTable：应只有一条规则适用，第 1、3 条却同时适用',
    );
  });

  test('then FIRST takes the upper one', async () => {
    expect(await ask({ ...source, hitPolicy: 'FIRST' }, 'notice', false)).toEqual({
      name: 'first',
      list: ['a', 'b'],
    });
  });

  test('then none gives no outputs and no rules', async () => {
    const table = await loadDecision(dmn(source));
    expect(evaluateDecision(table, { facts: { kind: 'order', normative: true } })).toEqual({
      matchedRules: [],
      outputs: null,
    });
  });

  test('then a result that a caller changes stays whole for the next', async () => {
    const table = await loadDecision(dmn(source));
    const context = { facts: { kind: 'notice', normative: true } };
    (evaluateDecision(table, context).outputs?.['list'] as string[]).push('x');
    expect(evaluateDecision(table, context).outputs?.['list']).toEqual(['a', 'b']);
  });

  test('then an output of unknown names is an error that names the rule', async () => {
    const unknown: TableSource = {
      ...source,
      rows: [{ tests: ['-', '-'], results: ['facts.nothing', '""'] }],
    };
    await expect(ask(unknown, 'notice', true)).rejects.toThrow(/第 1 条规则：表达式 facts\.nothing/);
  });

  test('then FEEL that cannot be read is an error that names the rule', async () => {
    const broken: TableSource = { ...source, rows: [{ tests: ['"notice', '-'], results: ['1', '1'] }] };
    await expect(ask(broken, 'notice', true)).rejects.toThrow(/第 1 条规则/);
  });
});

describe('When a file is loaded', () => {
  const source: TableSource = { inputs: ['x'], outputs: ['y'], rows: [{ tests: ['-'], results: ['1'] }] };

  test('then the table is there as it was drawn', async () => {
    expect(await loadDecision(dmn(source))).toEqual({
      id: 'testTable',
      name: '测试表',
      hitPolicy: 'UNIQUE',
      inputs: [{ label: '输入', expression: 'x' }],
      outputs: [{ name: 'y', label: '' }],
      rules: [{ index: 1, id: 'rule_0', tests: ['-'], results: ['1'], annotations: [] }],
    });
  });

  test('then another hit policy is refused', async () => {
    await expect(loadDecision(dmn({ ...source, hitPolicy: 'COLLECT' }))).rejects.toThrow(/COLLECT/);
  });

  test('then a row with too few cells is refused', async () => {
    const ragged = dmn({ ...source, rows: [{ tests: [], results: ['1'] }] });
    await expect(loadDecision(ragged)).rejects.toThrow(/第 1 条规则的列数/);
  });

  test.each(['', 'no xml', '<definitions/>', dmn(source).replace(/<decision [\s\S]*<\/decision>/, '')])(
    'then what is no decision table is refused (%#)',
    async (xml) => {
      await expect(loadDecision(xml)).rejects.toThrow(DecisionError);
    },
  );
});
