/** Small DMN files for tests, as Modeler writes them. */

export interface Row {
  tests: string[];
  results: string[];
  description?: string;
}

export interface TableSource {
  hitPolicy?: string;
  /** Input expressions. */
  inputs: string[];
  /** Output names. */
  outputs: string[];
  rows: Row[];
}

export function dmn({ hitPolicy, inputs, outputs, rows }: TableSource): string {
  const policy = hitPolicy === undefined ? '' : ` hitPolicy="${hitPolicy}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:modeler="http://camunda.org/schema/modeler/1.0" id="definitions" name="测试" namespace="http://camunda.org/schema/1.0/dmn" modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.6.0">
  <decision id="testTable" name="测试表">
    <decisionTable id="table"${policy}>
${inputs.map((expression, index) => `      <input id="input_${index}" label="输入"><inputExpression id="expression_${index}" typeRef="string"><text>${escape(expression)}</text></inputExpression></input>`).join('\n')}
${outputs.map((name, index) => `      <output id="output_${index}" name="${name}" typeRef="string" />`).join('\n')}
${rows.map(rule).join('\n')}
    </decisionTable>
  </decision>
</definitions>`;
}

function rule({ tests, results, description }: Row, index: number): string {
  const cells = [
    ...tests.map(
      (test, column) => `<inputEntry id="in_${index}_${column}"><text>${escape(test)}</text></inputEntry>`,
    ),
    ...results.map(
      (result, column) =>
        `<outputEntry id="out_${index}_${column}"><text>${escape(result)}</text></outputEntry>`,
    ),
  ];
  const note = description === undefined ? '' : `<description>${escape(description)}</description>`;
  return `      <rule id="rule_${index}">${note}${cells.join('')}</rule>`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
