import { Way } from '../support/way';
import { Desk } from './desk';
import type { Answers, TasklistPage } from './tasklistPage';

const operateUrl = process.env['OPERATE_URL'] ?? '';

let desk: Desk;
let way: Way;
jest.setTimeout(400_000);
beforeAll(async () => {
  desk = await Desk.open();
});
afterAll(() => desk.close());

const addition = (body: string): string => `${body}\n三、加强督导\n每月通报一次进度。`;

/** Takes the pictures of a form, filled in. */
const photograph = (formId: string) => (page: TasklistPage) =>
  page.photograph(desk.pictureFile(`form-${formId}`), desk.pictureFile(`form-${formId}-phone`));

/** Somebody does a step in Tasklist, with pictures of its form. */
const show = (formId: string, element: string, choice: string, answers: Answers = {}): Promise<void> =>
  desk.act(way.caseId, `userTask_${element}`, choice, { ...answers, look: photograph(formId) });

test('art-49 核稿：逐条核对、选定签发人，缺一不能提交；选定的人得到签发任务', async () => {
  const letter = {
    kind: 'letter',
    series: 'administration-letter',
    direction: 'regional-departments',
    importance: 'important',
  };
  way = new Way(desk.system, await desk.system.submit(letter, {}, '关于商请支持农业灌溉机井更新改造的函'));
  await way.act('ReviewByDraftingUnit');
  const step = await way.open('ReviewByOffice');
  const careless = await desk.open(step);
  await careless.refuse('核稿通过，送审核、签发', { ticks: 1 }, ['还有未打勾的核对事项', '送哪位签发']);
  await careless.leave();

  const page = await desk.open(step);
  await page.fill('核稿通过，送审核、签发', { picks: { 送哪位签发: '常务副专员' }, opinion: '文字已核。' });
  await page.form.getByText('还有未打勾的核对事项').waitFor({ state: 'hidden' });
  await photograph('review-by-office')(page);
  await page.complete();
  await page.leave();
  const { holders } = await way.open('SignAndIssue');
  expect(holders.map(({ postLabel }) => postLabel)).toEqual(['常务副专员']);
});

test('退回不写理由的不能提交；改后重报', async () => {
  way = new Way(desk.system, await desk.system.submit());
  await show('review-by-drafting-unit', 'ReviewByDraftingUnit', '同意，报办公室核稿', { opinion: '同意。' });
  const page = await desk.open(await way.open('ReviewByOffice'));
  await page.refuse('退回拟稿人修改', {}, ['退回理由']);
  await page.fill('退回拟稿人修改', { opinion: '请写明完成的时限。' });
  await page.complete();
  await page.leave();

  await way.open('ReviseDraft');
  await way.edit(desk.system.drafterLogin, addition);
  await show('revise-draft', 'ReviseDraft', '内容有改动，重新报送', { opinion: '已补写时限。' });
  await desk.act(way.caseId, 'userTask_ReviewByDraftingUnit', '同意，报办公室核稿');
  await desk.act(way.caseId, 'userTask_ReviewByOffice', '核稿通过，送审核、签发');
});

test('art-47 审核、照改、缓发、请核、请阅、复核，各步表单都填得了、办得成', async () => {
  await show('review-by-leader', 'ReviewByLeader', '修改后送签发', { opinion: '请写明督导单位。' });
  await way.edit(await way.loginAt('ApplyChanges'), (body) => body.replace('每月', '地区林草局每月'));
  await show('apply-changes', 'ApplyChanges', '已照意见改妥，没有别的改动');
  await desk.act(way.caseId, 'userTask_SignAndIssue', '缓发', { opinion: '待资金落实后再发。' });
  await show('hold-document', 'HoldDocument', '可以印发，重新呈签', { opinion: '资金已落实。' });
  await desk.act(way.caseId, 'userTask_SignAndIssue', '请有关领导先核', {
    picks: { 请哪位领导: '常务副专员' },
  });
  await show('check-for-signer', 'CheckForSigner', '已核，没有意见');
  await show('sign-and-issue', 'SignAndIssue', '请有关领导阅后发', {
    picks: { 请哪位领导: '秘书长' },
    opinion: '请秘书长阅后印发。',
  });
  await show('read-before-issue', 'ReadBeforeIssue', '已阅，没有意见');
  await way.edit(await way.loginAt('FinalCheck'), (body) => body.replace('一次进度', '一次工作进度'));
  const page = await desk.open(await way.open('FinalCheck'));
  await page.fill('有文字性修改，已改妥，可以印发', { opinion: '第三条“进度”改为“工作进度”。' });
  await photograph('final-check')(page);

  const shown = await page.form.innerText();
  expect(shown).toContain('阅　已阅，无意见　秘书长');
  expect(shown).toContain('签发　请有关领导阅后发（秘书长');
  expect(shown).toContain('……更早的见办件页面');
  // Law 12: whoever sees tasks in Tasklist sees who decided what, not what was written.
  expect(shown).not.toContain('请秘书长阅后印发');
  await page.complete();
  await page.leave();
  const issued = await way.issued();
  expect(issued.opinions.filter(({ accepted }) => !accepted)).toEqual([]);
  expect(issued.versions.map(({ change }) => change)).toEqual([
    'first',
    'substantive',
    'as-instructed',
    'wording',
  ]);
});

test('各步意见等只在任务里，不留在流程变量中', async () => {
  const { rows } = await desk.system.pool.query<{ key: string }>(
    'select process_instance_key as key from case_instances where case_id = $1',
    [way.caseId],
  );
  const scopes = await scopesOf(rows[0]?.key ?? '', 'opinionsSoFar');
  expect(scopes.length).toBeGreaterThan(0);
  expect(scopes).not.toContain(rows[0]?.key);
  expect(await scopesOf(rows[0]?.key ?? '', 'caseId')).toContain(rows[0]?.key);
});

/** Keys of the scopes in which a variable of the instance stands, as Operate's administrators see them. */
async function scopesOf(processInstanceKey: string, name: string): Promise<string[]> {
  const admin = desk.system.office.people.persons.find(({ isAdmin }) => isAdmin)?.login ?? '';
  const login = await fetch(`${operateUrl}/api/login?username=${admin}&password=${desk.password}`, {
    method: 'POST',
  });
  const cookie = login.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  const answer = await fetch(`${operateUrl}/v1/variables/search`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    // Keys have at most 16 digits on one partition, so that JSON's numbers hold them.
    body: `{"filter":{"processInstanceKey":${processInstanceKey},"name":"${name}"},"size":100}`,
  });
  const found = (await answer.json()) as { items: { scopeKey: number }[] };
  return found.items.map(({ scopeKey }) => String(scopeKey));
}
