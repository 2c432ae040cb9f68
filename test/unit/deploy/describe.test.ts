import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Resource } from '../../../engine/deploy';
import type { Deployed } from '../../../tools/deploy/describe';
import { describeDeployment } from '../../../tools/deploy/describe';
import { formsFolder, processesFolder } from '../../../tools/models/modelFiles';

const read = (folder: string, name: string): string => readFileSync(join(folder, name), 'utf8');
const diagram = read(processesFolder, 'document-approval.bpmn');
const table = read(processesFolder, 'timeLimits.dmn');
const form = read(formsFolder, 'final-check.form');

const resource = (name: string, source: string): Resource => ({ name, content: Buffer.from(source) });
const asDeployed: Deployed = {
  models: [
    {
      kind: 'process',
      id: 'document-approval',
      version: 3,
      fileName: 'document-approval.bpmn',
      content: diagram,
    },
    { kind: 'form', id: 'final-check', version: 2, fileName: 'final-check.form', content: form },
  ],
  tables: { timeLimits: table },
  running: [{ processId: 'document-approval', version: 3, instances: 12, content: diagram }],
  casesUnderWay: 12,
};
const unchanged = [
  resource('document-approval.bpmn', diagram),
  resource('timeLimits.dmn', table),
  resource('final-check.form', form),
];

const describeWith = (name: string, source: string, deployed = asDeployed): Promise<string[]> =>
  describeDeployment(
    unchanged.map((one) => (one.name === name ? resource(name, source) : one)),
    deployed,
  );

test('没有改动就说没有改动', async () => {
  expect(await describeDeployment(unchanged, asDeployed)).toEqual(['没有改动：3 个文件']);
});

test('头一次部署，都是新的', async () => {
  const nothing = { models: [], tables: {}, running: [], casesUnderWay: 0 };
  expect(await describeDeployment(unchanged, nothing)).toEqual([
    '新流程：发文办理（document-approval.bpmn）',
    '新决策表：各环节办理时限（timeLimits.dmn）',
    '新表单：final-check.form',
  ]);
});

test('改了时限，说出第几行从几日改为几日，在办的件仍按原表', async () => {
  const changed = table.replace('<text>3</text>', '<text>5</text>').replace('"none"', '"urgent"');
  expect(await describeWith('timeLimits.dmn', changed)).toEqual([
    '决策表有改动：各环节办理时限（timeLimits.dmn）',
    '  第 1 行“紧急程度”：平件 → 加急',
    '  第 1 行“工作日”：3 → 5',
    '没有改动：2 个文件',
    '在办的 12 件仍按报送时的决策表办完，此后报送的用新表',
  ]);
});

test('改了图，说出增删改名的环节，在办的件仍按原版本', async () => {
  const changed = diagram
    .replaceAll('userTask_HoldDocument', 'userTask_KeepDocument')
    .replace('name="印发"', 'name="印制发出"')
    .replace('type="document.planReview" retries="3"', 'type="document.planReview" retries="5"');
  const lines = await describeWith('document-approval.bpmn', changed);
  expect(lines).toEqual([
    '流程有改动：发文办理（document-approval.bpmn，现行第 3 版）',
    '  增加：缓发待签（userTask_KeepDocument）',
    '  删去：缓发待签（userTask_HoldDocument）',
    expect.stringMatching(/^ {2}改名：印发 → 印制发出/),
    '  改动：核对是否须经审核（serviceTask_PlanReview）',
    '  改动：改按现行口径（boundaryEvent_ReroutedInHold）',
    expect.stringMatching(/^ {2}连线：改 \d+ 条$/),
    '没有改动：2 个文件',
    'document-approval 第 3 版有 12 个在办，仍按原版本的图和表单办完',
  ]);
});

test('只挪动了图形，说办法不变', async () => {
  const moved = diagram.replace('<dc:Bounds x="160"', '<dc:Bounds x="170"');
  expect((await describeWith('document-approval.bpmn', moved))[1]).toContain('办法不变');
});
