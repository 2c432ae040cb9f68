import type { ApiUnderTest } from './support/apiUnderTest';
import { startApi } from './support/apiUnderTest';
import type { Client } from './support/client';

let api: ApiUnderTest;
let clerk: Client;
let secretary: Client;
beforeAll(async () => {
  api = await startApi();
  clerk = await api.as('miriban');
  secretary = await api.as('qixiaoman');
});
afterAll(() => api.stop());

const fields = {
  title: '关于农业防灾减灾工作的汇报',
  category: 'decisions-from-above',
  meetingKind: 'standing',
  purpose: '部署防灾减灾。',
  proposal: '同意工作方案。',
  minutes: 10,
};

async function drafted(change: object = {}): Promise<string> {
  const answer = await clerk.post('/api/v1/topics', { ...fields, ...change });
  expect(answer.status).toBe(201);
  return answer.json.id as string;
}

async function upload(
  id: string,
  bytes: string | Buffer,
  {
    name = '方案.txt',
    client = clerk,
    ...sent
  }: Record<string, string> & { client?: Client; name?: string } = {} as never,
): Promise<Awaited<ReturnType<Client['post']>>> {
  const form = new FormData();
  for (const [field, value] of Object.entries({ kind: 'draft', title: '工作方案', ...sent }))
    form.set(field, value);
  form.set('file', new Blob([bytes]), name);
  return client.post(`/api/v1/topics/${id}/materials`, form);
}

async function submitted(): Promise<string> {
  const id = await drafted();
  expect((await upload(id, '一、总体要求')).status).toBe(201);
  const answer = await clerk.post(`/api/v1/topics/${id}/submission`, {});
  expect(answer.status).toBe(202);
  return id;
}

const stands = (id: string, state: string): Promise<unknown> =>
  api.pool.query('update meeting_topics set state = $2 where case_id = $1', [id, state]);

describe('起草和报送', () => {
  it('art-38 汇报人不填的为部门主要负责人；所写的职务他不担任的不收', async () => {
    const id = await drafted();
    const view = (await clerk.get(`/api/v1/topics/${id}`)).json;
    expect(view).toMatchObject({
      reporterName: '阿迪力·喀斯木',
      state: 'proposed',
      stateLabel: '起草',
      editable: true,
    });
    const wrong = { personId: 'adili', postId: 'finance-head' };
    expect((await clerk.post('/api/v1/topics', { ...fields, reporter: wrong })).status).toBe(422);
  });

  it('art-38 没有送审稿的不能报送，说明缺什么；报送的一稿包含材料的散列值', async () => {
    const id = await drafted();
    const refused = await clerk.post(`/api/v1/topics/${id}/submission`, {});
    expect(refused.status).toBe(422);
    expect(refused.json).toMatchObject({ rule: { article: 'art-38' } });
    expect(refused.json.detail).toContain('送审稿');
    const { json: added } = await upload(id, '一、总体要求');
    await clerk.post(`/api/v1/topics/${id}/submission`, {});
    const { rows } = await api.pool.query<{ content: { attachments: unknown[] } }>(
      'select content from document_versions where case_id = $1',
      [id],
    );
    expect(rows[0]?.content.attachments).toEqual([
      { id: added.attachmentId, title: '工作方案', sha256: added.sha256 },
    ]);
    expect((await clerk.post(`/api/v1/topics/${id}/submission`, {})).status).toBe(409);
  });

  it('art-37 报上级的请示报告不能提请全体会议；art-36 部署全局工作的不能提请常务会议', async () => {
    const cases: [string, string, string][] = [
      ['report-upward', 'plenary', 'art-37'],
      ['situation-and-work', 'standing', 'art-36'],
    ];
    for (const [category, meetingKind, article] of cases) {
      const id = await drafted({ category, meetingKind });
      await upload(id, '一、总体要求');
      const refused = await clerk.post(`/api/v1/topics/${id}/submission`, {});
      expect(refused.status).toBe(422);
      expect(refused.json.rule.article).toBe(article);
    }
  });

  it('别人改过的不被覆盖；报送后不能改', async () => {
    const id = await drafted();
    const view = (await clerk.get(`/api/v1/topics/${id}`)).json;
    const change = { ...fields, title: '改过的标题', revision: view.revision };
    expect((await clerk.put(`/api/v1/topics/${id}`, change)).json.title).toBe('改过的标题');
    expect((await clerk.put(`/api/v1/topics/${id}`, change)).status).toBe(409);
    const sent = await submitted();
    expect((await clerk.put(`/api/v1/topics/${sent}`, { ...change, revision: 2 })).status).toBe(409);
  });

  it('议题不走拟稿的接口，不会变成公文', async () => {
    const id = await drafted();
    expect((await clerk.get(`/api/v1/drafts/${id}`)).status).toBe(404);
    expect((await clerk.post(`/api/v1/drafts/${id}/submission`, {})).status).toBe(404);
    const page = await clerk.get(`/drafts/${id}`);
    expect([page.status, page.headers.get('location')]).toEqual([303, `/topics/${id}/edit`]);
  });
});

describe('材料', () => {
  it('不是所称格式的、损坏的、标有密级的不收，说明原因', async () => {
    const id = await drafted();
    const damaged = await upload(id, '%PDF-1.7 这不是一份 PDF', { name: '方案.pdf' });
    expect([damaged.status, damaged.json.title]).toEqual([422, '材料不能收']);
    const ticked = await upload(id, '一、总体要求', { classified: 'true' });
    expect([ticked.status, ticked.json.title]).toEqual([422, '涉密件不得上传']);
    const marked = await upload(id, '机密★3年\n一、总体要求');
    expect(marked.status).toBe(422);
    const names = [{ name: '（机密）方案.txt' }, { title: '秘密★3年 工作方案' }];
    for (const named of names) {
      const refused = await upload(id, '一、总体要求', named);
      expect([refused.status, refused.json.title]).toEqual([422, '涉密件不得上传']);
    }
    expect((await clerk.get(`/api/v1/topics/${id}`)).json.materials).toEqual([]);
  });

  it('按次序排列、改名、撤下；转成的页面可以打开', async () => {
    const id = await drafted();
    const first = (await upload(id, '一、方案')).json.attachmentId as string;
    const second = (await upload(id, '一、说明', { kind: 'explanation', title: '说明' })).json
      .attachmentId as string;
    const marked = [
      { attachmentId: first, kind: 'draft', title: '工作方案（机密）' },
      { attachmentId: second, kind: 'explanation', title: '起草说明' },
    ];
    expect((await clerk.put(`/api/v1/topics/${id}/materials`, { order: marked })).status).toBe(422);
    const order = [
      { attachmentId: second, kind: 'explanation', title: '起草说明' },
      { attachmentId: first, kind: 'draft', title: '工作方案' },
    ];
    const arranged = await clerk.put(`/api/v1/topics/${id}/materials`, { order });
    expect(arranged.json.materials.map(({ title }: { title: string }) => title)).toEqual([
      '起草说明',
      '工作方案',
    ]);
    const pages = await clerk.get(`/api/v1/topics/${id}/materials/${first}/pages.pdf`);
    expect([pages.status, pages.text.slice(0, 5)]).toEqual([200, '%PDF-']);
    expect((await clerk.delete(`/api/v1/topics/${id}/materials/${second}`)).status).toBe(204);
    expect((await clerk.get(`/api/v1/topics/${id}`)).json.materials).toHaveLength(1);
  });

  it('审核当中不能换材料；审定以后换的须写理由，形成新的一稿', async () => {
    const id = await submitted();
    await stands(id, 'checked');
    expect((await upload(id, '一、新')).status).toBe(409);
    await stands(id, 'scheduled');
    expect((await upload(id, '一、新')).status).toBe(422);
    expect((await upload(id, '一、新', { reason: '数据更新' })).status).toBe(201);
    expect((await upload(id, '一、再新', { reason: '代为更换', client: secretary } as never)).status).toBe(
      201,
    );
    expect((await clerk.get(`/api/v1/topics/${id}`)).json.version.number).toBe(3);
  });
});

describe('art-56 谁看得到', () => {
  it('起草中的只有拟稿人看到；报送后会务人员看到，别的部门和没有关系的领导看不到', async () => {
    const id = await drafted();
    expect((await secretary.get(`/api/v1/topics/${id}`)).status).toBe(404);
    const sent = await submitted();
    expect((await secretary.get(`/api/v1/topics/${sent}`)).status).toBe(200);
    const stranger = await api.as('aikebaier');
    for (const path of ['', '/approval-sheet.pdf']) {
      expect((await stranger.get(`/api/v1/topics/${sent}${path}`)).status).toBe(404);
    }
    expect((await stranger.post(`/api/v1/topics/${sent}/submission`, {})).status).toBe(404);
    expect((await upload(sent, '一、', { client: stranger } as never)).status).toBe(404);
    const leader = await api.as('linjingshu');
    expect((await leader.get(`/api/v1/topics/${sent}`)).status).toBe(404);
    await stands(sent, 'in');
    expect((await leader.get(`/api/v1/topics/${sent}`)).status).toBe(200);
  });

  it('各阶段的议题只给会务人员和领导列出；自己的和本部门的谁都看得到', async () => {
    const id = await submitted();
    await stands(id, 'in');
    const ids = async (client: Client, state = ''): Promise<string[]> =>
      (await client.get(`/api/v1/topics${state}`)).json.items.map((one: { id: string }) => one.id);
    expect(await ids(secretary, '?state=in,postponed')).toContain(id);
    expect(await ids(await api.as('aikebaier'), '?state=in')).toEqual([]);
    expect(await ids(await api.as('adili'))).toContain(id);
    expect((await clerk.get('/api/v1/topics?state=nowhere')).status).toBe(400);
  });

  it('会务人员不因会务看到别的办件', async () => {
    const { rows } = await api.pool.query<{ duties: string[] }>(
      "select duties from posts where id = 'general-office-clerk'",
    );
    expect(rows[0]?.duties).toEqual(['meeting-affairs']);
    const { json } = await secretary.get('/api/v1/cases?scope=all');
    expect(json.items ?? []).toEqual([]);
  });
});

describe('页面', () => {
  it('起草、上传、检查、报送，议题页写明现在的情况', async () => {
    const form = new FormData();
    const sent = { ...fields, minutes: '10', action: 'save', 'evidence.risk': '低风险' };
    for (const [name, value] of Object.entries(sent)) form.set(name, String(value));
    const saved = await clerk.post('/topics/new', form);
    expect([saved.status, saved.text]).toEqual([303, expect.anything()]);
    const address = saved.headers.get('location') ?? '';
    const page = await clerk.get(address);
    expect(page.text).toContain('没有送审稿');
    expect(page.text).toContain('低风险');
    form.set('revision', '1');
    form.set('action', 'submit');
    form.set('material.kind', 'draft');
    form.set('material.title', '工作方案');
    form.set('file', new Blob(['一、总体要求']), '方案.txt');
    const handedIn = await clerk.post(address.replace(/\?.*/, ''), form);
    expect(handedIn.status).toBe(303);
    const shown = await clerk.get(handedIn.headers.get('location') ?? '');
    expect(shown.status).toBe(200);
    expect(shown.text).toContain('部门核报');
    expect(shown.text).toContain('工作方案');
    const id = address.split('/')[2] ?? '';
    expect((await clerk.get(`/cases/${id}`)).status).toBe(200);
    const lists = await secretary.get('/topics');
    expect(lists.text).toContain('待审定');
    await stands(id, 'postponed');
    const listed = await secretary.post(
      `/topics/${id}/listing`,
      new URLSearchParams({ meetingKind: 'standing', reason: '' }),
    );
    expect(listed.status).toBe(400);
    expect(
      (
        await secretary.post(
          `/topics/${id}/listing`,
          new URLSearchParams({ meetingKind: 'standing', reason: '已核算' }),
        )
      ).status,
    ).toBe(303);
  });

  it('议题审批单印出内容、材料、依据和意见', async () => {
    const id = await submitted();
    const sheet = await clerk.get(`/api/v1/topics/${id}/approval-sheet.pdf`);
    expect([sheet.status, sheet.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  });
});
