import { pino } from 'pino';
import { isoDay } from '../../api/dates';
import { createPool } from '../../db/pool';
import { listHolders } from '../../db/stepHolders';
import { presentPeople, reconcileHolders } from '../../workers/people/reconcileHolders';
import type { ApiUnderTest } from './support/apiUnderTest';
import { startApi } from './support/apiUnderTest';
import { complete, confirmWhenAsked, openTask, people, submitCase } from './support/stories';
import type { OpenTask } from './support/stories';

const DAY = 24 * 60 * 60 * 1000;
const SIGN = 'userTask_SignAndIssue';
const EXECUTIVE = { person: 'zhenghuaishuo', post: 'executive-deputy-commissioner' };
const REGISTRAR = 'dilixiati';

let api: ApiUnderTest;
let admin: ReturnType<typeof createPool>;

beforeAll(async () => {
  api = await startApi();
  admin = createPool(api.adminUrl, 1);
});
afterAll(async () => {
  await admin?.end();
  await api?.stop();
});

const later = (milliseconds: number): string =>
  new Date(api.deps.clock.now().getTime() + milliseconds).toISOString();

const delegation = (change: Record<string, unknown> = {}) => ({
  fromPostId: 'commissioner',
  toPersonId: EXECUTIVE.person,
  toPostId: EXECUTIVE.post,
  sign: true,
  validUntil: later(7 * DAY),
  basis: '喀署办〔2026〕3号',
  ...change,
});

const delegate = async (change: Record<string, unknown> = {}, login: string = people.commissioner) =>
  (await api.as(login)).post('/api/v1/delegations', delegation(change));

const revoke = async (id: string, login: string = people.commissioner) =>
  (await api.as(login)).post(`/api/v1/delegations/${id}/revocation`, { reason: '提前返回' });

/** What the workers' process does when it hears of a change. */
async function reconcile(): Promise<number> {
  const deps = { pool: api.pool, office: api.deps.office, log: pino({ level: 'silent' }) };
  return reconcileHolders(deps, await presentPeople(deps));
}

const holdersOf = async (task: OpenTask): Promise<string[]> =>
  (await listHolders(api.pool, task.elementInstanceKey)).map(({ personId }) => personId);

const ledgerOf = async (caseId: string): Promise<string[]> => {
  const { rows } = await api.pool.query<{ summary: string }>(
    'select summary from ledger_entries where case_id = $1 order by sequence',
    [caseId],
  );
  return rows.map(({ summary }) => summary);
};

const appointment = async (change: Record<string, unknown>, login: string = people.admin) =>
  (await api.as(login)).post('/api/v1/appointments', {
    day: isoDay(api.deps.clock.now(), api.deps.office.timeZone),
    basis: '喀署任〔2026〕1号',
    ...change,
  });

const signing = { holder: people.commissioner, act: '签发', elementId: SIGN } as const;

describe('art-5 登记和撤销委托', () => {
  it('委托人本人登记，列在现行委托里；撤销后不再列出，也不能再撤', async () => {
    const recorded = await delegate();
    expect(recorded.status).toBe(201);
    expect(recorded.json).toMatchObject({
      from: '专员艾力亚尔·玉苏普',
      to: '常务副专员郑怀朔',
      recordedBy: '艾力亚尔·玉苏普',
    });
    const client = await api.as(people.commissioner);
    const listed = async () =>
      (await client.get('/api/v1/delegations')).json.items.map(({ id }: { id: string }) => id);
    expect(await listed()).toContain(recorded.json.id);
    expect((await revoke(recorded.json.id)).json).toMatchObject({ revokeReason: '提前返回' });
    expect(await listed()).not.toContain(recorded.json.id);
    expect((await revoke(recorded.json.id)).status).toBe(409);
  });

  it('他人不能代为登记、撤销；办公室任职登记人可以', async () => {
    const forOther = { fromPersonId: 'ailiyaer' };
    expect((await delegate(forOther, people.stranger)).status).toBe(403);
    const recorded = await delegate(forOther, REGISTRAR);
    expect(recorded.status).toBe(201);
    expect((await revoke(recorded.json.id, EXECUTIVE.person)).status).toBe(403);
    expect((await revoke(recorded.json.id, REGISTRAR)).status).toBe(200);
  });

  it.each([
    ['委托本人没有的职务', { fromPostId: 'secretary-general' }, '现不担任'],
    ['受委托人不在那个职务上', { toPersonId: 'heyichuan' }, '受委托人现不担任'],
    ['委托给没有职级的职务', { toPersonId: 'adili', toPostId: 'agriculture-head' }, '不能委托给'],
    ['没有写明事项', { sign: false }, '主持工作、签发'],
    ['倒签', { validFrom: '2020-01-01T00:00:00+08:00' }, '不能倒签'],
    ['已经过了终止时间', { validUntil: '2020-01-01T00:00:00+08:00' }, '终止时间'],
    ['没有的文种', { kinds: ['decree'] }, '文种'],
    ['委托给本人', { toPersonId: 'ailiyaer', toPostId: 'commissioner' }, '不能委托给本人'],
  ])('art-5 不能登记：%s', async (_what, change, words) => {
    const answer = await delegate(change);
    expect(answer.status).toBe(422);
    expect(answer.json.detail).toContain(words);
  });

  it('数据库不许改动、删除委托，也不许倒签', async () => {
    const { json } = await delegate();
    await expect(
      admin.query(`update delegations set valid_until = valid_until + interval '1 day' where id = $1`, [
        json.id,
      ]),
    ).rejects.toThrow('只能撤销一次');
    await expect(admin.query('delete from delegations where id = $1', [json.id])).rejects.toThrow(
      '只能撤销一次',
    );
    await revoke(json.id);
    await expect(
      admin.query('update delegations set revoked_at = null, revoked_by = null where id = $1', [json.id]),
    ).rejects.toThrow('只能撤销一次');
  });
});

describe('art-5 art-54 委托之后，件到受委托人手里；委托终止，件回到本人', () => {
  it('登记、撤销时任务随即变动，并记入办理过程；撤销后受委托人不能办', async () => {
    const caseId = await submitCase(api);
    const task = await openTask(api, caseId, signing);
    const { json: given } = await delegate();
    expect(await reconcile()).toBe(1);
    expect(await holdersOf(task)).toEqual(['ailiyaer', EXECUTIVE.person]);
    expect(await reconcile()).toBe(0);

    const delegateClient = await api.as(EXECUTIVE.person);
    const seen = await delegateClient.get(`/api/v1/tasks/${task.userTaskKey}`);
    expect(seen.json.holders[1]).toMatchObject({ onBehalfOf: '专员艾力亚尔·玉苏普' });
    expect(seen.json.reason).toContain('专员艾力亚尔·玉苏普委托常务副专员郑怀朔签发（喀署办〔2026〕3号');

    await revoke(given.id);
    // Before anybody has looked at the step again.
    const refused = await complete(delegateClient, task);
    expect(refused.status).toBe(403);
    expect(refused.json.detail).toContain('委托已经终止');
    expect(refused.json.detail).toContain('此件应由专员艾力亚尔·玉苏普签发');
    expect(refused.json.rule.article).toBe('art-45');

    expect(await reconcile()).toBe(1);
    expect(await holdersOf(task)).toEqual(['ailiyaer']);
    expect(await ledgerOf(caseId)).toEqual(
      expect.arrayContaining([
        '签发改由专员艾力亚尔·玉苏普、常务副专员郑怀朔（受专员艾力亚尔·玉苏普委托）办理（原由专员艾力亚尔·玉苏普办理）',
        '签发改由专员艾力亚尔·玉苏普办理（原由专员艾力亚尔·玉苏普、常务副专员郑怀朔办理）',
      ]),
    );
    const { rows } = await api.pool.query(
      `select kind from outbox where case_id = $1 and kind = 'assign-task'`,
      [caseId],
    );
    expect(rows).toHaveLength(2);
  });

  it('已经提交的意见按提交的那一刻判断，件不再变动', async () => {
    const caseId = await submitCase(api);
    const task = await openTask(api, caseId, signing);
    const { json: given } = await delegate();
    await reconcile();
    const done = complete(await api.as(EXECUTIVE.person), task);
    await confirmWhenAsked(api, task);
    expect((await done).status).toBe(200);
    await revoke(given.id);
    await reconcile();
    expect(await holdersOf(task)).toEqual(['ailiyaer', EXECUTIVE.person]);
  });
});

describe('任免之后', () => {
  it('离任的人立即不能登录、会话作废，件转给继任者；中间空缺的，件留在原处并告知办公室', async () => {
    const caseId = await submitCase(api);
    const task = await openTask(api, caseId, { holder: people.head });
    const before = await api.as(people.head);
    expect((await before.get('/api/v1/me')).status).toBe(200);

    const left = await appointment({ change: 'end', personId: 'adili', postId: 'agriculture-head' });
    expect(left.status).toBe(200);
    expect((await before.get('/api/v1/me')).status).toBe(401);
    const again = await api.anonymous().post('/api/v1/sessions', {
      login: 'adili',
      password: api.deps.office.people.demoPassword,
    });
    expect(again.status).toBe(401);

    expect(await reconcile()).toBe(0);
    expect(await holdersOf(task)).toEqual(['adili']);
    expect((await ledgerOf(caseId)).at(-1)).toContain('现无人可审核：农业农村局现无主要负责人在任');
    const told = await (await api.as(REGISTRAR)).get('/api/v1/notices');
    expect(told.json.items).toContainEqual(expect.objectContaining({ caseId, kind: 'vacant' }));
    const entries = (await ledgerOf(caseId)).length;
    await reconcile();
    expect(await ledgerOf(caseId)).toHaveLength(entries);

    await appointment({ change: 'begin', personId: 'luqinghe', postId: 'agriculture-head' });
    expect(await reconcile()).toBe(1);
    expect(await holdersOf(task)).toEqual(['luqinghe']);
    expect((await ledgerOf(caseId)).at(-1)).toContain('审核改由农业农村局局长鲁青禾办理');
  });

  it('一人两职的，须写明以哪个职务办理；再登录不受影响', async () => {
    await appointment({ change: 'begin', personId: 'heyichuan', postId: 'general-office-director' });
    const caseId = await submitCase(api);
    const task = await openTask(api, caseId, { holder: 'heyichuan', act: '签发' });
    await api.pool.query(
      `insert into step_holders (element_instance_key, person_id, post_id)
       values ($1, 'heyichuan', 'general-office-director'), ($1, 'heyichuan', 'secretary-general')
       on conflict do nothing`,
      [task.elementInstanceKey],
    );
    const client = await api.as('heyichuan');
    const unclear = await complete(client, task);
    expect(unclear.status).toBe(422);
    expect(unclear.json.detail).toContain('秘书长（secretary-general）');
    expect((await complete(client, task, { postId: 'commissioner' })).status).toBe(422);
    const page = await client.get(`/cases/${caseId}`);
    expect(page.text).toContain('以哪个职务办理');
    const done = complete(client, task, { postId: 'general-office-director' });
    await confirmWhenAsked(api, task);
    expect((await done).status).toBe(200);
    const { rows } = await api.pool.query('select post_id from intents where element_instance_key = $1', [
      task.elementInstanceKey,
    ]);
    expect(rows).toEqual([{ post_id: 'general-office-director' }]);
  });

  it('只有系统管理员和办公室任职登记人可以登记任免；不在任的不能离任，已在任的不必到任', async () => {
    const begin = { change: 'begin', personId: 'miriban', postId: 'agriculture-deputy' };
    expect((await appointment(begin, people.stranger)).status).toBe(403);
    expect((await appointment(begin, REGISTRAR)).status).toBe(200);
    expect((await appointment(begin)).status).toBe(409);
    const end = { change: 'end', personId: 'miriban', postId: 'finance-head' };
    expect((await appointment(end)).status).toBe(409);
    expect((await appointment({ ...begin, personId: 'nobody' })).status).toBe(422);
    const client = await api.as(people.stranger);
    const { items } = (await client.get('/api/v1/appointments')).json;
    expect(items[0]).toMatchObject({ postLabel: '专员', personName: '艾力亚尔·玉苏普' });
  });
});
