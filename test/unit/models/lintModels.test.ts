import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isPlainCell } from '../../../tools/models/cellGrammar';
import { lintModels } from '../../../tools/models/lint';
import { lintDecision } from '../../../tools/models/lintDecisions';
import { lintDiagram } from '../../../tools/models/lintDiagrams';
import { lintForm } from '../../../tools/models/lintForms';
import { formsFolder, processesFolder } from '../../../tools/models/modelFiles';
import { readVocabulary } from '../../../tools/models/officeVocabulary';

const vocabulary = readVocabulary();
const process = readFileSync(join(processesFolder, 'document-approval.bpmn'), 'utf8');
const table = readFileSync(join(processesFolder, 'signatoryRoute.dmn'), 'utf8');
const form = readFileSync(join(formsFolder, 'final-check.form'), 'utf8');

describe('When the models are as they should be', () => {
  it('Then lint finds nothing, and the generated ids and tables are up to date', async () => {
    expect(await lintModels()).toEqual([]);
  });
});

describe('When a diagram is changed', () => {
  const lint = (from: string, to: string): Promise<string[]> =>
    lintDiagram('document-approval.bpmn', process.replace(from, to), vocabulary.articleCount);

  it('Then what the engines would refuse is refused', async () => {
    expect(await lint('formId="final-check"', 'formId=""')).toEqual(
      expect.arrayContaining([expect.stringContaining('camunda-compat/user-task-form')]),
    );
  });

  it('Then an unknown article is refused by our own rule', async () => {
    expect(await lint('value="art-50"', 'value="art-99"')).toEqual([
      expect.stringContaining('没有条文 art-99'),
    ]);
  });

  it('Then a file that Modeler would write otherwise is refused', async () => {
    expect(await lint('<bpmn:process id', '<bpmn:process  id')).toEqual([expect.stringContaining('Modeler')]);
  });
});

describe('When a decision table is changed', () => {
  const lint = (from: string | RegExp, to: string): Promise<string[]> =>
    lintDecision('signatoryRoute.dmn', table.replace(from, to), { vocabulary, userTasks: [] });

  it.each([
    ['an unknown holder', '["portfolio-leader"]', '["mayor"]', '“mayor”未在 holders.json 中登记'],
    ['an unknown word', '<text>"bill"</text>', '<text>"law"</text>', '没有 law 这个值'],
    [
      'a cell on which the evaluators differ',
      '<text>"bill"</text>',
      '<text>list contains(["bill"], ?)</text>',
      '约定的写法',
    ],
    ['an unknown article', '"art-40"', '"art-67"', '没有注明现行的条文'],
    ['an article that the annotation leaves out', '"art-40"', '"art-41"', '批注没有写第41条'],
    ['an unregistered reading', '"reading-10"', '"reading-13"', '口径未登记'],
    ['another hit policy', '<decisionTable id', '<decisionTable hitPolicy="FIRST" id', '应为 UNIQUE'],
    ['another id', '<decision id="signatoryRoute"', '<decision id="route"', '应与文件名一致'],
  ])('Then %s is refused', async (_what, from, to, message) => {
    expect(await lint(from, to)).toEqual(expect.arrayContaining([expect.stringContaining(message)]));
  });

  it.each(['-', '"a"', '"a","b"', 'not("a", "b")', 'true', '< 3', '[1..5]', '7'])(
    'Then %s is a plain cell',
    (cell) => {
      expect(isPlainCell(cell)).toBe(true);
    },
  );

  it.each(['', 'a', 'not(true)', 'null', '? > 3', '"a" or "b"', 'not(not("a"))'])(
    'Then %s is not',
    (cell) => {
      expect(isPlainCell(cell)).toBe(false);
    },
  );
});

describe('When a form is changed', () => {
  it.each([
    [
      'a component that Tasklist 8.6 does not know',
      '"type": "textarea"',
      '"type": "filepicker"',
      '表单格式有误',
    ],
    ['an unknown decision', '"value": "agree"', '"value": "approve"', '“approve”未在 vocabulary.json 中登记'],
    ['an unknown variable', '{{reason}}', '{{opinionOfOthers}}', '没有变量 opinionOfOthers'],
    ['a missing opinion', '"key": "opinion"', '"key": "words"', '缺少字段 opinion'],
    [
      'a preselected decision',
      '"key": "decision"',
      '"key": "decision", "defaultValue": "agree"',
      '表单格式有误',
    ],
    ['another id', '"id": "final-check"', '"id": "check"', '应与文件名一致'],
  ])('Then %s is refused', (_what, from, to, message) => {
    expect(lintForm('final-check.form', form.replace(from, to), vocabulary)).toEqual(
      expect.arrayContaining([expect.stringContaining(message)]),
    );
  });
});
