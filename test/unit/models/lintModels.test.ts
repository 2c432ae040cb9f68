import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lintModels } from '../../../tools/models/lint';
import { lintDiagram } from '../../../tools/models/lintDiagrams';
import { processesFolder } from '../../../tools/models/modelFiles';
import { readVocabulary } from '../../../tools/models/officeVocabulary';

const vocabulary = readVocabulary();
const process = readFileSync(join(processesFolder, 'document-approval.bpmn'), 'utf8');

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

  it('Then a sub-process that keeps to itself what its steps concluded is refused', async () => {
    const output = '          <zeebe:output source="=isSigned" target="isSigned" />\n';
    expect(await lint(output, '')).toEqual([expect.stringContaining('输出映射应带出 isSigned')]);
  });

  it('Then a file that Modeler would write otherwise is refused', async () => {
    expect(await lint('<bpmn:process id', '<bpmn:process  id')).toEqual([expect.stringContaining('Modeler')]);
  });
});
