import { writeFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import type { Round } from '../support/round';
import { Way } from '../support/way';
import { readPdf } from '../unit/rendering/readPdf';
import { Desk, press } from './desk';

const DRAFTER = 'guhaier';
const WEEK = 7 * 86_400_000;
const BODIES = ['finance', 'human-resources', 'development-reform', 'shufu'];

let desk: Desk;
let paper: Way;
let round: Round;

jest.setTimeout(600_000);
beforeAll(async () => {
  desk = await Desk.open();
});
afterAll(() => desk.close());

/** The sheet as one of its people sees it. */
async function sheet(login: string): Promise<Page> {
  const page = await desk.pages(login);
  await page.goto(`${desk.system.baseUrl}/countersigns/${round.id}`);
  return page;
}

/** A form of the sheet, unfolded. */
async function unfold(page: Page, summary: string): Promise<void> {
  await page.locator('summary', { hasText: summary }).first().click();
}

test('art-45 卫生健康委员会科员拟请示，列明三个部门和一个县会签；没有列明的报送不成', async () => {
  const page = await desk.pages(DRAFTER);
  await page.goto(`${desk.system.baseUrl}/drafts/new`);
  const choices = {
    kind: 'request',
    series: 'department-issue',
    issuingName: 'department',
    direction: 'upward',
    importance: 'unclassified',
    urgency: 'none',
    nature: 'ordinary',
    matter: 'none',
    remit: 'several-departments',
  };
  for (const [name, value] of Object.entries(choices)) await page.selectOption(`select[name=${name}]`, value);
  await page.fill('[name=title]', '关于增加基层医疗卫生机构全科医生岗位的请示');
  await page.fill('[name=addressees]', '喀什地区行政公署');
  await page.fill(
    '[name=body]',
    [
      '目前全区乡镇卫生院全科医生不足，每万人口只有一点八名，与要求差距较大。现就有关事项请示如下。',
      '一、增加岗位',
      '在二十四个乡镇卫生院增加全科医生岗位四十八个，在现有编制内调剂。',
      '二、落实经费',
      '所需岗位补助每年二百一十六万元，列入地区财政预算。',
      '妥否，请批示。',
    ].join('\n'),
  );
  await press(page, '送审');
  expect(await page.innerText('main')).toContain('第四十五条');
  await unfold(page, '会签单位');
  for (const bodyId of BODIES) await page.check(`[name="concerned.${bodyId}"]`);
  await desk.picture(page, 'submission-draft');
  await page.getByRole('button', { name: '送审' }).click();
  await page.waitForURL(/\/cases\//);
  const caseId = page.url().split('/').at(-1)?.split('?')[0] ?? '';
  await page.context().close();
  desk.system.drafters.set(caseId, DRAFTER);
  paper = new Way(desk.system, caseId);
  round = await paper.round();
  await round.served(...BODIES);
});

test('art-45 疏附县同意；财政局经科室、负责人层层办理，不同意，写明理由和建议的文字', async () => {
  await desk.actInRound(round, 'ReceiveRequest', 'shufu', '签收，直接呈负责人');
  await desk.actInRound(round, 'AnswerRequest', 'shufu', '同意');
  await desk.actInRound(round, 'ReceiveRequest', 'finance', '签收，交科室办理', {
    look: (page) => page.photograph(desk.pictureFile('countersign-receive')),
  });
  await desk.actInRound(round, 'PrepareAnswer', 'finance', '呈负责人', {
    opinion: '今年预算已经下达，新增支出没有来源。',
  });
  await desk.actInRound(round, 'AnswerRequest', 'finance', '不同意', {
    opinion: '今年预算已经批准，年中不能新增固定支出。',
    lines: { 建议怎么改: '所需经费从下一年度预算中统筹安排。', 复函文号: '喀财函〔2026〕18号' },
    look: (page) =>
      page.photograph(desk.pictureFile('countersign-answer'), desk.pictureFile('countersign-answer-phone')),
  });
  expect((await round.request('finance')).answers[0]).toMatchObject({ answer: 'disagree' });
});

test('art-45 人力资源和社会保障局期满前请求延期，主办部门答复同意；发展和改革委员会一直没有答复', async () => {
  const before = await round.request('human-resources');
  await desk.actInRound(round, 'ReceiveRequest', 'human-resources', '签收，交科室办理');
  const asking = await sheet(desk.personAt('人力资源和社会保障局综合科科长'));
  await unfold(asking, '人力资源和社会保障局提出延期');
  const wanted = new Date(new Date(before.deadlineAt ?? '').getTime() + WEEK);
  await asking.fill('[name=wantedUntil]', wanted.toISOString().slice(0, 10));
  await asking.locator('form', { hasText: '延期至' }).locator('[name=reason]').fill('岗位数须报自治区核对。');
  await press(asking, '提出延期');
  await asking.context().close();

  const lead = await sheet(DRAFTER);
  await unfold(lead, '答复人力资源和社会保障局的延期请求');
  const form = lead.locator('form', { hasText: '方式' });
  await form.locator('[name=agreed]').selectOption('yes');
  await form.locator('[name=manner]').fill('电话商定');
  await press(lead, '答复');
  await desk.picture(lead, 'countersign-sheet-open');
  await lead.context().close();
  const extended = await round.request('human-resources');
  expect(new Date(extended.deadlineAt ?? '').getTime()).toBeGreaterThan(
    new Date(before.deadlineAt ?? '').getTime(),
  );
});

test('art-45 期满：没有答复的视为无不同意见，延了期的仍可答复', async () => {
  await round.pass('development-reform');
  await round.becomes('development-reform', 'deemed');
  expect((await round.request('human-resources')).state).toBe('open');
  await desk.actInRound(round, 'PrepareAnswer', 'human-resources', '呈负责人', { opinion: '岗位可以调剂。' });
  await desk.actInRound(round, 'AnswerRequest', 'human-resources', '同意');
});

test('art-45 未采纳财政局意见：登记理由，主要负责人协商不成，列明各方理由再请各单位会签', async () => {
  await round.openStep('HandleComments');
  const lead = await sheet(DRAFTER);
  await unfold(lead, '登记第 1 条意见的采纳情况');
  await lead.getByLabel('采纳情况').selectOption('not-adopted');
  await lead
    .locator('form', { hasText: '采纳情况' })
    .locator('[name=reasons]')
    .fill('岗位今年必须到位，经费不能等到下一年度。');
  await press(lead, '登记');
  await lead.context().close();
  await desk.actInRound(round, 'HandleComments', null, '意见已研究', {
    look: async (page) =>
      expect(await page.form.innerText()).toContain('会签　发展和改革委员会　逾期视为无不同意见'),
  });
  await desk.actInRound(round, 'Negotiate', null, '仍有分歧，列明理由和建议', {
    opinion: '十二月三日与财政局面商。我委建议今年先安排半年经费一百零八万元。',
    look: (page) => page.photograph(desk.pictureFile('countersign-negotiate')),
  });
  const again = BODIES.map((bodyId) => round.becomes(bodyId, 'open', 2));
  expect((await Promise.all(again)).map(({ about }) => about)).toEqual(BODIES.map(() => 'dissent'));
  await Promise.all(BODIES.slice(1).map((bodyId) => round.answer(bodyId)));
  await desk.actInRound(round, 'ReceiveRequest', 'finance', '签收，直接呈负责人');
  await desk.actInRound(round, 'AnswerRequest', 'finance', '不同意', { opinion: '意见不变。' });
});

test('art-46 副秘书长协助，分管副专员协调，提出倾向性建议；主要负责人签发，办公室登记', async () => {
  await desk.actInRound(round, 'AssistCoordination', null, '已理清各方理由', {
    opinion: '分歧只在今年的经费从哪里出。',
  });
  await desk.actInRound(round, 'Coordinate', null, '提出倾向性建议', {
    opinion: '倾向于今年先由卫生健康委员会在部门预算内调剂半年经费，下一年度列入预算。',
    look: (page) => page.photograph(desk.pictureFile('countersign-coordinate')),
  });
  expect((await round.closed()).outcome).toBe('dissent-decided');
  await desk.act(paper.caseId, 'userTask_SignByHead', '同意，签发', {
    opinion: '同意。',
    look: async (page) => {
      const form = await page.form.innerText();
      expect(form).toContain('会签　财政局　不同意　财政局局长帕丽旦·玉山');
      expect(form).toContain('会签　发展和改革委员会　同意');
      await page.photograph(desk.pictureFile('submission-sign'));
    },
  });
  await desk.act(paper.caseId, 'userTask_RegisterSubmission', '合规，登记');
  expect((await paper.issued()).documentNumber).toMatch(/^喀卫发〔\d{4}〕\d+号$/);
  const printed = await sheet(DRAFTER);
  const words = await printed.innerText('main');
  for (const word of ['不同意', '逾期视为无不同意见', '喀财函〔2026〕18号', '未采纳', '倾向'])
    expect(words).toContain(word);
  await printed.screenshot({ path: desk.pictureFile('countersign-sheet-closed'), fullPage: true });
  await printed.context().close();

  const clerk = await desk.system.as(DRAFTER);
  const file = await clerk.bytes(`/api/v1/cases/${paper.caseId}/file.pdf`);
  writeFileSync(desk.pictureFile('case-file').replace(/png$/, 'pdf'), file);
  const lines = (await readPdf(file)).flatMap((page) => page.lines).join('');
  for (const word of ['喀卫发', '会签单', '不同意', '逾期视为无不同意见', '意见采纳情况表', '提出倾向性建议'])
    expect(lines).toContain(word);
});
