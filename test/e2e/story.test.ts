import { until } from '../support/until';
import { Desk } from './desk';

const operateUrl = process.env['OPERATE_URL'] ?? '';

let desk: Desk;
let caseId: string;

jest.setTimeout(300_000);
beforeAll(async () => {
  desk = await Desk.open();
});
afterAll(() => desk.close());

test('科员在拟稿页面写好文稿并送审', async () => {
  const page = await desk.pages(desk.system.drafterLogin);
  await page.goto(`${desk.system.baseUrl}/drafts/new`);
  await page.selectOption('select[name=kind]', 'notice');
  await page.selectOption('select[name=series]', 'administration-issue');
  await page.selectOption('select[name=issuingName]', 'administration');
  await page.selectOption('select[name=direction]', 'downward');
  await page.selectOption('select[name=importance]', 'unclassified');
  await page.selectOption('select[name=urgency]', 'urgent');
  await page.selectOption('select[name=nature]', 'ordinary');
  await page.selectOption('select[name=matter]', 'none');
  await page.selectOption('select[name=remit]', 'administration');
  await page.fill('[name=title]', '关于做好冬季设施农业保温和供暖工作的通知');
  await page.fill('[name=addressees]', '各县（市）人民政府\n行署各部门、各直属机构');
  await page.fill(
    '[name=body]',
    [
      '为保障冬季蔬菜供应和群众温暖过冬，现就有关工作通知如下。',
      '一、检修设施',
      '各县（市）组织对日光温室、保温棚和供暖锅炉逐一检修，发现问题当日整改。',
      '二、备足物资',
      '（一）燃料储备不少于三十天用量。',
      '（二）保温被、棚膜按种植面积的一成备用。',
      '三、加强值守',
      '遇大风、寒潮天气，乡镇和供热单位实行二十四小时值守，情况及时报告。',
    ].join('\n'),
  );
  await desk.picture(page, 'draft');
  await page.getByRole('button', { name: '送审' }).click();
  await page.waitForURL(/\/cases\//);
  caseId = page.url().split('/').at(-1)?.split('?')[0] ?? '';
  await page.context().close();
  expect(caseId).toMatch(/^[0-9a-f-]{36}$/);
});

test('单位负责人、核稿人在 Tasklist 中办理；核稿退回，科员改后重报', async () => {
  await desk.act(caseId, 'userTask_ReviewByDraftingUnit', '同意，报办公室核稿', {
    login: desk.personAt('农业农村局局长'),
    opinion: '同意。',
  });
  await desk.act(caseId, 'userTask_ReviewByOffice', '退回拟稿人修改', {
    login: desk.personAt('行署办公室核稿员'),
    opinion: '请写明检修完成的时限。',
  });

  await desk.system.openStep(caseId, 'userTask_ReviseDraft');
  const page = await desk.pages(desk.system.drafterLogin);
  await page.goto(`${desk.system.baseUrl}/drafts/${caseId}`);
  const body = await page.inputValue('[name=body]');
  await page.fill('[name=body]', body.replace('逐一检修，', '于十二月五日前逐一检修，'));
  await Promise.all([
    page.waitForResponse((answer) => answer.request().method() === 'POST' && answer.status() < 400),
    page.getByRole('button', { name: '存稿', exact: true }).click(),
  ]);
  await page.context().close();

  await desk.act(caseId, 'userTask_ReviseDraft', '内容有改动，重新报送', { login: desk.system.drafterLogin });
  await desk.act(caseId, 'userTask_ReviewByDraftingUnit', '同意，报办公室核稿');
  expect((await desk.system.view(caseId)).currentVersion.number).toBe(2);
  await desk.act(caseId, 'userTask_ReviewByOffice', '核稿通过，送审核、签发', {
    login: desk.personAt('行署办公室核稿员'),
    opinion: '文字已核。',
  });
});

test('art-47 分管副专员审核；科员误办签发不予采认；专员签发', async () => {
  await desk.act(caseId, 'userTask_ReviewByLeader', '同意，送签发', { opinion: '同意，请专员签发。' });

  const step = await desk.system.openStep(caseId, 'userTask_SignAndIssue');
  await desk.system.engine.rest.assignUserTask({
    userTaskKey: step.userTaskKey ?? '',
    assignee: desk.system.drafterLogin,
    allowOverride: true,
  });
  await desk.act(caseId, 'userTask_SignAndIssue', '同意，签发', {
    login: desk.system.drafterLogin,
    look: (page) => page.photograph(desk.pictureFile('tasklist-wrong-person')),
  });
  const refused = await desk.system.view(caseId);
  expect(refused.signatures).toEqual([]);
  expect(refused.opinions.at(-1)?.refusal).toContain('无权签发');

  await desk.act(caseId, 'userTask_SignAndIssue', '同意，签发', {
    login: desk.personAt('专员'),
    opinion: '同意。',
    look: (page) => page.photograph(desk.pictureFile('tasklist-sign')),
  });
  const signed = await desk.system.waitFor(caseId, (view) => view.signatures.length > 0);
  expect(signed.signatures).toEqual([expect.objectContaining({ act: '签发', grade: 'demo' })]);
});

test('复核后编号印发；办件页面写明每一步何人、何故', async () => {
  await desk.act(caseId, 'userTask_FinalCheck', '复核无误，可以印发', {
    login: desk.personAt('行署办公室复核登记员'),
  });
  const view = await desk.system.waitFor(caseId, (seen) => seen.status === 'issued');
  const page = await desk.pages(desk.system.drafterLogin);
  await page.goto(`${desk.system.baseUrl}/cases/${caseId}`);
  await page.screenshot({ path: desk.pictureFile('case'), fullPage: true });
  const text = await page.innerText('main');
  expect(text).toContain(view.documentNumber);
  expect(text).toContain('无权签发');
  expect(text).toContain('第四十七条');
  await page.context().close();
});

test('管理员在 Operate 中看到办结的流程；科员进不了 Operate', async () => {
  const admin = desk.system.office.people.persons.find(({ isAdmin }) => isAdmin)?.login ?? '';
  const { rows } = await desk.system.pool.query(
    'select process_instance_key from case_instances where case_id = $1',
    [caseId],
  );
  const page = await (await desk.browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  await page.goto(operateUrl);
  await page.fill('input[name=username]', admin);
  await page.fill('input[name=password]', desk.password);
  await page.click('button[type=submit]');
  // Leaving before the session is there would lead back to the login page.
  await page.getByRole('link', { name: 'Processes' }).first().waitFor({ timeout: 30_000 });
  await until(
    'Operate 显示流程实例',
    async () => {
      await page.goto(`${operateUrl}/operate/processes/${rows[0].process_instance_key}`);
      await page.getByText('已印发').first().waitFor({ timeout: 4_000 });
      return true;
    },
    60_000,
  );
  await desk.picture(page, 'operate');
  await page.context().close();

  const refused = await fetch(
    `${operateUrl}/api/login?username=${desk.system.drafterLogin}&password=${desk.password}`,
    { method: 'POST' },
  );
  expect(refused.status).toBe(401);
});
