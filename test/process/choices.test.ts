import { RunningSystem } from '../support/running';
import { readStories } from '../support/stories';
import { until } from '../support/until';
import { Way } from '../support/way';

let system: RunningSystem;
beforeAll(async () => {
  system = await RunningSystem.connect();
});
afterAll(() => system.close());
jest.setTimeout(90_000);

const begin = async (): Promise<Way> => new Way(system, await system.submit());
const toSigner = ['ReviewByDraftingUnit', 'ReviewByOffice', 'ReviewByLeader'];
const addition = (body: string): string => `${body}\n五、加强督导\n每月通报一次进度。`;
const standing = (view: { signatures: { voidReason: string | null }[] }) =>
  view.signatures.filter(({ voidReason }) => voidReason === null);

test('签发人修改后发：办公室照改，签发对改后的稿仍然有效，复核后按改后的稿印发', async () => {
  const way = await begin();
  await way.through(...toSigner);
  await way.act('SignAndIssue', 'agree-with-changes', '第一段增写督导要求。');
  await way.edit(await way.loginAt('ApplyChanges'), addition);
  await way.act('ApplyChanges', 'changes-applied', '');
  await way.act('FinalCheck');
  const view = await way.issued();
  expect(view.versions).toEqual([
    expect.objectContaining({ number: 1, change: 'first' }),
    expect.objectContaining({ number: 2, change: 'as-instructed' }),
  ]);
  expect(standing(view)).toHaveLength(1);
  expect(await way.steps()).toEqual([...toSigner, 'SignAndIssue', 'ApplyChanges', 'FinalCheck']);
});

test('art-47 审核人修改后同意：照改后直接送签，不再重复审核', async () => {
  const way = await begin();
  await way.through('ReviewByDraftingUnit', 'ReviewByOffice');
  await way.act('ReviewByLeader', 'agree-with-changes', '写明责任单位。');
  await way.edit(await way.loginAt('ApplyChanges'), addition);
  await way.act('ApplyChanges', 'changes-applied', '');
  await way.through('SignAndIssue', 'FinalCheck');
  expect((await way.issued()).signatures).toEqual([expect.objectContaining({ versionNumber: 2 })]);
  expect(await way.steps()).toEqual([...toSigner, 'ApplyChanges', 'SignAndIssue', 'FinalCheck']);
});

test('请有关领导阅后发：所请的人阅过才复核；他有意见的，签发作废，请签发人再定', async () => {
  const way = await begin();
  await way.through(...toSigner);
  const { named } = await system.questions(await way.open('SignAndIssue'));
  const reader = named[1];
  await way.act('SignAndIssue', 'read-then-issue', '', { named: reader?.value ?? '' });
  const step = await way.open('ReadBeforeIssue');
  expect(reader?.label).toContain(step.holders[0]?.personName);
  expect(step.reason).toContain('过目');
  await way.act('ReadBeforeIssue', 'object', '时限偏紧。');
  await way.open('SignAndIssue');
  expect(standing(await way.view())).toEqual([]);
  await way.act('SignAndIssue', 'read-then-issue', '', { named: reader?.value ?? '' });
  await way.act('ReadBeforeIssue', 'read', '');
  await way.act('FinalCheck');
  expect(standing(await way.issued())).toHaveLength(1);
});

test('请有关领导核：不算签发，核毕回到签发人', async () => {
  const way = await begin();
  await way.through(...toSigner);
  await way.act('SignAndIssue', 'ask-to-check', '');
  await way.act('CheckForSigner', 'object', '数据须再核对。');
  await way.open('SignAndIssue');
  expect((await way.view()).signatures).toEqual([]);
  await way.act('SignAndIssue', 'ask-to-check', '');
  await way.act('CheckForSigner', 'checked', '');
  await way.through('SignAndIssue', 'FinalCheck');
  expect((await way.issued()).signatures).toHaveLength(1);
});

test('缓发：办公室待签，重新呈签后仍由签发人定', async () => {
  const way = await begin();
  await way.through(...toSigner);
  await way.act('SignAndIssue', 'hold', '待资金落实。');
  await way.open('HoldDocument');
  expect((await way.view()).signatures).toEqual([]);
  await way.act('HoldDocument', 'resume', '');
  await way.through('SignAndIssue', 'FinalCheck');
  await way.issued();
});

test('不发：办件终结，存废稿，不编号，不生成正式文本', async () => {
  const way = await begin();
  await way.through(...toSigner);
  await way.act('SignAndIssue', 'do-not-issue', '现行文件已有部署。');
  const view = await way.ended();
  expect(view).toMatchObject({ closedAs: 'not-issued', documentNumber: null, signatures: [] });
  expect(await way.summaries()).toContainEqual(expect.stringContaining('存废稿，不编号'));
  // The case is ended by a worker, the process a moment later.
  await until('流程结束', async () =>
    (await system.completedElements(way.caseId)).includes('endEvent_DocumentNotIssued') ? true : undefined,
  );
});

test('退回后拟稿人不再报送：作废存废稿', async () => {
  const way = await begin();
  await way.act('ReviewByDraftingUnit', 'return', '与已发文件重复。');
  await way.act('ReviseDraft', 'discard', '已有同类文件。');
  expect(await way.ended()).toMatchObject({ closedAs: 'discarded', documentNumber: null });
});

test('复核作文字性修改：列明改动，签发不作废；作实质性修改：签发作废，重新审核、签发', async () => {
  const wording = await begin();
  await wording.through(...toSigner, 'SignAndIssue');
  await wording.edit(await wording.loginAt('FinalCheck'), (body) => body.replace('护林员', '专职护林员'));
  await wording.act('FinalCheck', 'wording-changed', '第二条“护林员”改为“专职护林员”。');
  const kept = await wording.issued();
  expect(kept.versions.at(-1)).toMatchObject({ number: 2, change: 'wording' });
  expect(kept.signatures).toEqual([expect.objectContaining({ versionNumber: 1, voidReason: null })]);

  const substance = await begin();
  await substance.through(...toSigner, 'SignAndIssue');
  await substance.edit(await substance.loginAt('FinalCheck'), addition);
  await substance.act('FinalCheck', 'substance-changed', '增写第三条。');
  await substance.through('ReviewByLeader', 'SignAndIssue', 'FinalCheck');
  const again = await substance.issued();
  expect(
    again.signatures.map(({ versionNumber, voidReason }) => [versionNumber, voidReason === null]),
  ).toEqual([
    [1, false],
    [2, true],
  ]);
});

test('签发人退回到核稿；文稿未改的，审核意见仍有效，不再重复审核', async () => {
  const way = await begin();
  await way.through(...toSigner);
  await way.act('SignAndIssue', 'return', '请说明资金来源。');
  await way.act('ReviewByOffice', 'agree', '资金来源见附件，未改稿。');
  await way.through('SignAndIssue', 'FinalCheck');
  await way.issued();
  expect((await way.steps()).filter((step) => step === 'ReviewByLeader')).toHaveLength(1);
  expect(await way.summaries()).toContainEqual(expect.stringContaining('不再重复审核'));
});

test('实质性修改后重报：从主办单位审核重新办起，审核也重办', async () => {
  const way = await begin();
  await way.through(...toSigner);
  await way.act('SignAndIssue', 'return', '请补充第三条。');
  await way.act('ReviewByOffice', 'return', '请补充第三条。');
  await way.edit(await way.loginAt('ReviseDraft'), addition);
  await way.act('ReviseDraft', 'resubmit', '');
  await way.through(...toSigner, 'SignAndIssue', 'FinalCheck');
  await way.issued();
  expect((await way.steps()).filter((step) => step === 'ReviewByLeader')).toHaveLength(2);
});

test('文字性修改后重报：按保留表，只重办该重办的，领导审核仍有效', async () => {
  const { afterWording } = readStories();
  const way = await begin();
  await way.through(...toSigner);
  await way.act('SignAndIssue', 'return', '第二条文字不通顺。');
  await way.act('ReviewByOffice', 'return', '请理顺第二条文字。');
  await way.edit(await way.loginAt('ReviseDraft'), (body) => body.replace('明确一名', '确定一名'));
  await way.act('ReviseDraft', 'resubmit-wording', '');
  await way.through(...afterWording);
  await way.issued();
  const returned = ['SignAndIssue', 'ReviewByOffice', 'ReviseDraft'];
  expect(await way.steps()).toEqual([...toSigner, ...returned, ...afterWording]);
});

test('核稿可退回主办单位重新审核', async () => {
  const way = await begin();
  await way.act('ReviewByDraftingUnit');
  await way.act('ReviewByOffice', 'return-to-unit', '请核对附件数据。');
  const step = await way.open('ReviewByDraftingUnit');
  expect(step.reason).toContain('退回主办单位重新审核');
  await way.through(...toSigner, 'SignAndIssue', 'FinalCheck');
  await way.issued();
});
