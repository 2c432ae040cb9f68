import { until } from '../support/until';
import { Way } from '../support/way';
import { Desk } from './desk';
import type { TasklistPage } from './tasklistPage';

const COMMISSIONER = { person: 'ailiyaer', post: 'commissioner' };
const EXECUTIVE = { person: 'zhenghuaishuo', post: 'executive-deputy-commissioner' };
const SECOND_POST = 'deputy-commissioner-agriculture';
const ADMIN = 'xitongguanli';
const DELEGATED = '郑怀朔以常务副专员职务办理，受专员艾力亚尔·玉苏普委托（喀署办〔2026〕3号，至';

/** How long one look at the form lasts, and all of them: on a busy machine opening a task takes half a minute. */
const FORM_MILLISECONDS = 5_000;
const SEEN_MILLISECONDS = 150_000;

let desk: Desk;
jest.setTimeout(600_000);
beforeAll(async () => {
  desk = await Desk.open();
});
afterAll(() => desk.close());

/** What a test gave and did not take back: the next one wants the office as it was. */
const standing = new Set<string>();
afterEach(async () => {
  for (const id of standing) await revoke(id);
});

async function toSigning(title: string): Promise<Way> {
  const way = new Way(desk.system, await desk.system.submit({}, {}, title));
  await way.through('ReviewByDraftingUnit', 'ReviewByOffice', 'ReviewByLeader');
  return way;
}

async function delegate(toPostId: string = EXECUTIVE.post): Promise<string> {
  const commissioner = await desk.system.as(COMMISSIONER.person);
  const { rows } = await desk.system.pool.query<{ until: Date }>(
    `select app_now() + interval '7 days' as until`,
  );
  const { id } = await commissioner.post<{ id: string }>('/api/v1/delegations', {
    fromPostId: COMMISSIONER.post,
    toPersonId: EXECUTIVE.person,
    toPostId,
    sign: true,
    validUntil: rows[0]?.until.toISOString(),
    basis: '喀署办〔2026〕3号',
  });
  standing.add(id);
  return id;
}

async function revoke(id: string): Promise<void> {
  standing.delete(id);
  const commissioner = await desk.system.as(COMMISSIONER.person);
  await commissioner.post(`/api/v1/delegations/${id}/revocation`, { reason: '提前返回' });
}

/** Opens the task as soon as its form says this: Tasklist hears of a change a second or so after the engine. */
async function openWhenItSays(way: Way, login: string, words: string): Promise<TasklistPage> {
  const step = await way.open('SignAndIssue');
  const page = await desk.open(step, login);
  await until(
    `表单写明：${words}`,
    async () => {
      try {
        await page.form.getByText(words).first().waitFor({ timeout: FORM_MILLISECONDS });
        return true;
      } catch {
        await page.open(step.userTaskKey ?? '');
        return undefined;
      }
    },
    SEEN_MILLISECONDS,
  );
  return page;
}

const photograph = (page: TasklistPage, name: string): Promise<void> =>
  page.photograph(desk.pictureFile(name));

const accepted = (way: Way, count: number) =>
  desk.system.waitFor(way.caseId, ({ signatures }) => signatures.length === count);

test('art-5 件在签发环节时委托：受委托人在 Tasklist 中看到受谁委托、据何文件、至何时，签发后办件页面和办理过程照记', async () => {
  const way = await toSigning('关于做好春季动物防疫工作的通知');
  const own = await openWhenItSays(way, COMMISSIONER.person, '艾力亚尔·玉苏普以专员职务办理');
  expect(await own.form.innerText()).not.toContain('郑怀朔以');
  await own.leave();

  await delegate();
  const page = await openWhenItSays(way, EXECUTIVE.person, DELEGATED);
  const form = await page.form.innerText();
  expect(form).toContain('艾力亚尔·玉苏普以专员职务办理');
  expect(form).toContain('第四十七条');
  expect(form).not.toContain('以何职务办理');
  await page.fill('同意，签发', { opinion: '同意。' });
  await photograph(page, 'tasklist-delegated');
  await page.complete();
  await page.leave();
  const signed = await accepted(way, 1);
  expect(signed.signatures[0]).toMatchObject({
    personName: '郑怀朔',
    onBehalfOf: '专员艾力亚尔·玉苏普',
  });

  const shown = await desk.pages(desk.system.drafterLogin);
  await shown.goto(`${desk.system.baseUrl}/cases/${way.caseId}`);
  const words = await shown.innerText('main');
  expect(words).toContain('（受专员艾力亚尔·玉苏普委托，喀署办〔2026〕3号）');
  await shown.context().close();
  expect(await way.summaries()).toContain('签发：同意（受专员艾力亚尔·玉苏普委托，喀署办〔2026〕3号）');

  const register = await desk.pages(COMMISSIONER.person);
  await register.goto(`${desk.system.baseUrl}/authority`);
  expect(await register.innerText('main')).toContain('喀署办〔2026〕3号');
  await desk.picture(register, 'authority');
  await register.context().close();
});

test('art-5 委托撤销以后再签发：表单已不列受委托人，不予采认，写明条文和应由谁签发，重新开签', async () => {
  const way = await toSigning('关于做好抗旱保灌工作的通知');
  const id = await delegate();
  await (await openWhenItSays(way, EXECUTIVE.person, DELEGATED)).leave();
  await revoke(id);
  const step = await way.open('SignAndIssue');
  await until('任务回到专员', async () => {
    const { rows } = await desk.system.pool.query<{ assignee: string | null }>(
      'select assignee from inbox_tasks where user_task_key = $1',
      [step.userTaskKey],
    );
    return rows[0]?.assignee === COMMISSIONER.person ? true : undefined;
  });
  // Whoever gets at the engine can still give it to him; Tasklist then lets him complete it.
  await desk.system.engine.rest.assignUserTask({
    userTaskKey: step.userTaskKey ?? '',
    assignee: EXECUTIVE.person,
    allowOverride: true,
  });
  const page = await openWhenItSays(way, EXECUTIVE.person, '已于');
  const form = await page.form.innerText();
  expect(form).not.toContain('郑怀朔以常务副专员职务办理');
  expect(form).toMatch(/委托常务副专员郑怀朔签发已于\d+月\d+日\d\d:\d\d撤销/);
  await page.fill('同意，签发');
  await photograph(page, 'tasklist-revoked');
  await page.complete();
  await page.leave();

  const refused = await desk.system.waitFor(
    way.caseId,
    ({ opinions }) => opinions.at(-1)?.accepted === false,
  );
  expect(refused.signatures).toEqual([]);
  expect(refused.opinions.at(-1)?.refusal).toContain(
    '郑怀朔无权签发。依第四十七条，此件应由专员艾力亚尔·玉苏普签发',
  );
  const again = await openWhenItSays(way, COMMISSIONER.person, '上次提交不予采认');
  await photograph(again, 'tasklist-refused');
  await again.fill('同意，签发');
  await again.complete();
  await again.leave();
  await accepted(way, 1);
});

test('art-47 一人受委托于两个职务：表单要他选定以哪个职务办理，按所选的记', async () => {
  const admin = await desk.system.as(ADMIN);
  const { rows } = await desk.system.pool.query<{ day: string }>(
    `select to_char((app_now() at time zone time_zone)::date, 'YYYY-MM-DD') as day from office`,
  );
  const appointment = { personId: EXECUTIVE.person, postId: SECOND_POST, basis: '喀署任〔2026〕1号' };
  await admin.post('/api/v1/appointments', { change: 'begin', day: rows[0]?.day, ...appointment });
  const way = await toSigning('关于开展农机安全检查的通知');
  await delegate();
  await delegate(SECOND_POST);

  const careless = await openWhenItSays(way, EXECUTIVE.person, '以何职务办理');
  await careless.refuse('同意，签发', {}, ['以何职务办理']);
  await careless.leave();

  const page = await desk.open(await way.open('SignAndIssue'), EXECUTIVE.person);
  await page.fill('同意，签发', { picks: { 以何职务办理: '副专员郑怀朔' } });
  await photograph(page, 'tasklist-two-posts');
  await page.complete();
  await page.leave();
  const { signatures } = await accepted(way, 1);
  expect(signatures[0]).toMatchObject({ personName: '郑怀朔', postLabel: '副专员' });

  // A holding can't end on the day it began: the other tests of the lane want the office as it was.
  await desk.system.pool.query('delete from post_holdings where person_id = $1 and post_id = $2', [
    EXECUTIVE.person,
    SECOND_POST,
  ]);
});

test('条文页面写明每一条由什么承载', async () => {
  const page = await desk.pages(desk.system.drafterLogin);
  await page.goto(`${desk.system.baseUrl}/articles`);
  await page.locator('#art-47 summary').first().click();
  await page.goto(`${desk.system.baseUrl}/articles#art-47`);
  await desk.picture(page, 'articles');
  expect(await page.locator('#art-47').innerText()).toContain('signatoryRoute');
  await page.context().close();
});
