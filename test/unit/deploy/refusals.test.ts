import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { elements, jobTypes } from '../../../domain/generated/ids';
import { isRefused } from '../../../tools/deploy';
import type { Reference } from '../../../tools/deploy/codeReferences';
import { danglingReferences } from '../../../tools/deploy/codeReferences';
import { factsOf } from '../../../tools/deploy/diagramFacts';
import { refusalsOf } from '../../../tools/deploy/refusals';
import { processesFolder } from '../../../tools/models/modelFiles';

const source = readFileSync(join(processesFolder, 'document-approval.bpmn'), 'utf8');
const HOLD = elements.documentApproval.userTask_HoldDocument;
const served = Object.values(jobTypes);

/** 发文办理 deployed over itself while one case is under way, but for what a test says. */
async function refusals(
  change: { next?: string; running?: string; waitingAt?: string; dangling?: Reference[] } = {},
): Promise<{ message: string; mayInsist: boolean }[]> {
  const { next = source, running = source, waitingAt = HOLD, dangling = [] } = change;
  const version = { processId: 'document-approval', version: 3, instances: 1 };
  return refusalsOf({
    next: await factsOf(next),
    served,
    running: [{ ...version, content: running }],
    waiting: [{ ...version, elementId: waitingAt }],
    dangling,
  });
}

test('没有改动的、只加了环节的，照常部署', async () => {
  expect(await refusals()).toEqual([]);
  expect(danglingReferences()).toEqual([]);
});

test('作业类型没有作业程序的，不部署，加 --force 也不部署', async () => {
  const found = await refusals({
    next: source.replaceAll('"document.planReview"', '"document.planNothing"'),
  });
  expect(found).toEqual([
    { message: expect.stringContaining('workers/document/planNothing.ts'), mayInsist: false },
  ]);
  expect(isRefused(found, true)).toBe(true);
});

test('旧版本的件还在办，用到的作业程序却删了，不部署', async () => {
  const found = await refusals({ running: source.replaceAll('"document.planReview"', '"document.planOld"') });
  expect(found).toEqual([
    { message: expect.stringMatching(/第 3 版还有 1 个在办.*document\.planOld/), mayInsist: false },
  ]);
});

test('删去的环节上还停着件的，不部署；它们按原版本办得完，所以可以坚持', async () => {
  const gone = source.replaceAll(HOLD, 'userTask_KeepDocument');
  const found = await refusals({ next: gone });
  expect(found).toEqual([
    { message: expect.stringMatching(/删去了“缓发待签”.*1 个在办停在那里/), mayInsist: true },
  ]);
  expect(isRefused(found, false)).toBe(true);
  expect(isRefused(found, true)).toBe(false);
  expect(await refusals({ next: gone, waitingAt: 'userTask_ReviewByOffice' })).toEqual([]);
});

test('在办的件等的消息不再有人发，不部署', async () => {
  const found = await refusals({ next: source.replaceAll('"document.withdrawn"', '"document.recalled"') });
  expect(found).toEqual([{ message: expect.stringContaining('document.withdrawn'), mayInsist: true }]);
});

test('流程的文件没有了而还有在办的，不部署', async () => {
  expect(await refusals({ next: source.replaceAll('"document-approval"', '"another"') })).toEqual([
    { message: expect.stringContaining('document-approval 的文件没有了'), mayInsist: true },
  ]);
});

test('程序按标识认得的环节不在图上了，不部署', async () => {
  const dangling = [{ file: 'workers/document/planReview.ts', name: 'userTask_SignAndIssue' }];
  expect(await refusals({ dangling })).toEqual([
    { message: expect.stringContaining('userTask_SignAndIssue'), mayInsist: false },
  ]);
});

test('没有留底的旧版本无从核对，不妨碍部署', async () => {
  const running = [{ processId: 'document-approval', version: 1, instances: 2, content: null }];
  const next = await factsOf(source);
  expect(await refusalsOf({ next, served, running, waiting: [], dangling: [] })).toEqual([]);
});
