import { pino } from 'pino';
import type { WorkerDeps } from '../../workers/deps';
import { tellLeaders } from '../../workers/travel/tellLeaders';
import type { ApiUnderTest } from './support/apiUnderTest';
import { startApi } from './support/apiUnderTest';
import type { Client } from './support/client';
import { people } from './support/stories';

const DAY = 24 * 60 * 60 * 1000;
const DEPUTY = { login: 'linjingshu', post: 'deputy-commissioner-social' };
const REGISTRAR = 'dilixiati';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api?.stop());

const submit = (client: Client, path: string, fields: Record<string, string>) =>
  client.post(path, new URLSearchParams(fields));

const later = (days: number): string => new Date(api.deps.clock.now().getTime() + days * DAY).toISOString();

const report = async (login: string, change: Record<string, unknown>) =>
  (await api.as(login)).post('/api/v1/travel-reports', {
    destination: '乌鲁木齐市',
    reason: '参加自治区会议',
    leavesAt: later(-0.01),
    returnsAt: later(3),
    ...change,
  });

/** What the worker does once the engine has started the process. */
const tell = async (travelId: string): Promise<void> => {
  const deps = { ...api.deps, log: pino({ level: 'silent' }) } as unknown as WorkerDeps;
  await tellLeaders.createHandler(deps)({ travelId }, {} as never);
};

const listed = async (): Promise<{ who: string; told: string[]; delegate: string | null }[]> =>
  (await (await api.as(people.stranger)).get('/api/v1/travel-reports')).json.items;

describe('art-54 外出报备', () => {
  it('副专员报备，由流程告知其他领导；返回后登记，不再在外', async () => {
    const answer = await report(DEPUTY.login, { postId: DEPUTY.post });
    expect(answer.status).toBe(201);
    const { rows } = await api.pool.query(
      `select payload ->> 'name' as name, payload -> 'variables' as variables from outbox where effect_key = $1`,
      [`travel-reported:${answer.json.id}`],
    );
    expect(rows).toEqual([
      { name: 'travel.reported', variables: { travelId: answer.json.id, title: '副专员林静姝外出' } },
    ]);
    await tell(answer.json.id);
    await tell(answer.json.id);
    const [listedReport] = await listed();
    expect(listedReport?.told).toEqual(
      expect.arrayContaining(['艾力亚尔·玉苏普', '郑怀朔', '贺宜川', '沈砚秋']),
    );
    expect(listedReport?.told).not.toContain('林静姝');

    const back = `/api/v1/travel-reports/${answer.json.id}/return`;
    expect((await (await api.as(people.stranger)).post(back, {})).status).toBe(403);
    expect((await (await api.as(DEPUTY.login)).post(back, {})).json.returnedAt).not.toBeNull();
    expect((await (await api.as(DEPUTY.login)).post(back, {})).status).toBe(409);
    expect(await listed()).toEqual([]);
  });

  it('部门主要负责人外出，告知办公室、专员和分管领导', async () => {
    const answer = await report(people.head, { postId: 'agriculture-head' });
    await tell(answer.json.id);
    expect((await listed())[0]?.told.sort()).toEqual(
      ['艾力亚尔·玉苏普', '迪力夏提·努尔买买提', '阿不都热依木·吐尔逊'].sort(),
    );
  });

  it('art-5 专员外出另作记录，可同时登记委托，到预计返回时自行终止', async () => {
    const answer = await report(people.commissioner, {
      postId: 'commissioner',
      leavesAt: later(1),
      delegation: {
        toPersonId: 'zhenghuaishuo',
        toPostId: 'executive-deputy-commissioner',
        preside: true,
        sign: true,
        basis: '喀署办〔2026〕3号',
      },
    });
    expect(answer.json).toMatchObject({ who: '专员艾力亚尔·玉苏普', delegate: '常务副专员郑怀朔' });
    const { items } = (await (await api.as(people.commissioner)).get('/api/v1/delegations')).json;
    expect(items[0]).toMatchObject({
      validFrom: answer.json.leavesAt,
      validUntil: answer.json.returnsAt,
    });
    // Before he leaves, a return is a cancellation.
    const back = await (
      await api.as(people.commissioner)
    ).post(`/api/v1/travel-reports/${answer.json.id}/return`, {});
    expect(back.json).toMatchObject({ returnedAt: null });
    expect(back.json.cancelledAt).not.toBeNull();
  });

  it('委托写得不对的，报备也不登记', async () => {
    const before = (await listed()).length;
    const answer = await report(people.commissioner, {
      postId: 'commissioner',
      delegation: { toPersonId: 'adili', toPostId: 'agriculture-head', sign: true, basis: '口头' },
    });
    expect(answer.status).toBe(422);
    expect(await listed()).toHaveLength(before);
  });

  it('科员不须报备；他人不能代报，办公室任职登记人可以', async () => {
    expect((await report(people.drafter, { postId: 'agriculture-clerk' })).json.title).toBe('不须报备');
    const other = { personId: DEPUTY.login, postId: DEPUTY.post };
    expect((await report(people.stranger, other)).status).toBe(403);
    expect((await report(REGISTRAR, other)).status).toBe(201);
    expect((await report(DEPUTY.login, { postId: DEPUTY.post, returnsAt: later(-1) })).status).toBe(422);
  });
});

describe('在任、委托和外出页面', () => {
  const form = {
    postId: 'commissioner',
    to: 'executive-deputy-commissioner/zhenghuaishuo',
    sign: 'yes',
    basis: '喀署办〔2026〕9号',
  };

  it('登记委托、撤销，写错的说明缘由、所填保留', async () => {
    const client = await api.as(people.commissioner);
    const day = later(5).slice(0, 10);
    const wrong = await submit(client, '/authority/delegations', { ...form, sign: '', untilDay: day });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('请写明委托的事项');
    expect(wrong.text).toContain('喀署办〔2026〕9号');
    const missing = await submit(client, '/authority/delegations', form);
    expect(missing.status).toBe(400);
    expect(missing.text).toContain('终止时间');

    const done = await submit(client, '/authority/delegations', { ...form, untilDay: day });
    expect(done.status).toBe(303);
    const page = await client.get('/authority');
    expect(page.text).toContain('喀署办〔2026〕9号');
    const id = /\/authority\/delegations\/([0-9a-f-]{36})\/revocation/.exec(page.text)?.[1];
    const revoked = await submit(client, `/authority/delegations/${id}/revocation`, { reason: '提前返回' });
    expect(revoked.headers.get('location')).toBe('/authority?done=revoked');
  });

  it('报备外出、登记返回', async () => {
    const client = await api.as('gulanting');
    const done = await submit(client, '/authority/travel-reports', {
      postId: 'education-head',
      destination: '北京市',
      reason: '培训',
      fromDay: later(1).slice(0, 10),
      untilDay: later(4).slice(0, 10),
    });
    expect(done.headers.get('location')).toBe('/authority?done=reported');
    const page = await client.get('/authority');
    expect(page.text).toContain('没有委托，件由本人办理');
    const id = /\/authority\/travel-reports\/([0-9a-f-]{36})\/return/.exec(page.text)?.[1];
    expect((await submit(client, `/authority/travel-reports/${id}/return`, {})).status).toBe(303);
  });

  it('旁人只看不改', async () => {
    const page = await (await api.as(people.stranger)).get('/authority');
    expect(page.status).toBe(200);
    expect(page.text).not.toContain('/revocation');
  });
});
