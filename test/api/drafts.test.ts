import { createHash } from 'node:crypto';
import type { ApiUnderTest } from './support/apiUnderTest';
import { startApi } from './support/apiUnderTest';
import type { Client } from './support/client';
import { content, createDraft, draft, facts, grounds, people, submitCase } from './support/stories';

let api: ApiUnderTest;
let drafter: Client;
beforeAll(async () => {
  api = await startApi();
  drafter = await api.as(people.drafter);
});
afterAll(() => api.stop());

const pdf = Buffer.from('%PDF-1.7\n附件');
const withFile = (bytes: Buffer, name: string, title?: string): FormData => {
  const form = new FormData();
  if (title !== undefined) form.set('title', title);
  form.set('file', new Blob([new Uint8Array(bytes)]), name);
  return form;
};

describe('a draft', () => {
  it('keeps what was typed and opens a case with its first ledger entry', async () => {
    const id = await createDraft(api);
    const opened = await drafter.get(`/api/v1/drafts/${id}`);
    expect(opened.json).toMatchObject({
      id,
      status: 'draft',
      editable: true,
      facts,
      grounds,
      content,
      revision: 1,
    });
    const ledger = await drafter.get(`/api/v1/cases/${id}/ledger`);
    expect(ledger.json.entries).toMatchObject([{ kind: 'draft-opened', capacity: '农业农村局科员' }]);
    expect(ledger.json.verification.intact).toBe(true);
  });

  it('is saved over the revision that was seen, and over no other', async () => {
    const id = await createDraft(api);
    const changed = { facts, grounds, content: { ...content, title: '第二个标题' }, revision: 1 };
    expect((await drafter.put(`/api/v1/drafts/${id}`, changed)).json.revision).toBe(2);
    const late = await drafter.put(`/api/v1/drafts/${id}`, {
      ...changed,
      content: { ...content, title: '迟到的' },
    });
    expect(late.status).toBe(409);
    expect(late.json.detail).toMatch(/重新打开/);
    expect((await drafter.get(`/api/v1/drafts/${id}`)).json.content.title).toBe('第二个标题');
  });

  it('takes one of two saves at once', async () => {
    const id = await createDraft(api);
    const save = (title: string) =>
      drafter.put(`/api/v1/drafts/${id}`, { facts, grounds, content: { ...content, title }, revision: 1 });
    const statuses = (await Promise.all([save('甲'), save('乙')])).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 409]);
  });

  it('may not be changed after submission', async () => {
    const id = await submitCase(api);
    const answer = await drafter.put(`/api/v1/drafts/${id}`, { ...draft, revision: 1 });
    expect(answer.status).toBe(409);
    expect(answer.json.title).toBe('文稿不在您手中');
  });

  it('is refused to someone without a post', async () => {
    const answer = await (await api.as(people.admin)).post('/api/v1/drafts', draft);
    expect(answer.status).toBe(403);
    expect(answer.json.detail).toMatch(/没有任职/);
  });

  it('asks for the capacity where there are several', async () => {
    const clerk = await api.as('qixiaoman');
    await withSecondPost('qixiaoman', 'agriculture-clerk');
    const unclear = await clerk.post('/api/v1/drafts', draft);
    expect(unclear.status).toBe(422);
    expect(unclear.json.detail).toMatch(/agriculture-clerk/);
    const clear = await clerk.post('/api/v1/drafts', { ...draft, postId: 'agriculture-clerk' });
    expect(clear.status).toBe(201);
    expect((await clerk.post('/api/v1/drafts', { ...draft, postId: 'commissioner' })).status).toBe(403);
  });
});

async function withSecondPost(personId: string, postId: string): Promise<void> {
  const { createPool } = await import('../../db/pool');
  const admin = createPool(api.adminUrl, 1);
  await admin.query(
    `insert into post_holdings (post_id, person_id, held_from, basis) values ($2, $1, '2024-01-01', '测试')`,
    [personId, postId],
  );
  await admin.end();
}

describe('an attachment', () => {
  it('comes back byte for byte, under its own name, and cannot run as a page', async () => {
    const id = await createDraft(api);
    const added = await drafter.request('POST', `/api/v1/drafts/${id}/attachments`, {
      body: withFile(pdf, '养护方案（终稿）.pdf', '养护方案'),
    });
    expect(added.status).toBe(201);
    expect(added.json).toMatchObject({
      title: '养护方案',
      mediaType: 'application/pdf',
      size: pdf.length,
      sha256: createHash('sha256').update(pdf).digest('hex'),
      revision: 2,
    });
    const got = await drafter.get(`/api/v1/attachments/${added.json.id}`);
    expect(got.text).toBe(pdf.toString());
    expect(got.headers.get('content-disposition')).toContain(encodeURIComponent('养护方案（终稿）.pdf'));
    expect(got.headers.get('content-security-policy')).toMatch(/sandbox/);
    expect(got.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('is refused where its content is not what its name says', async () => {
    const id = await createDraft(api);
    const send = (bytes: Buffer, name: string) =>
      drafter.request('POST', `/api/v1/drafts/${id}/attachments`, { body: withFile(bytes, name) });
    expect((await send(Buffer.from('MZ not a pdf'), '方案.pdf')).status).toBe(415);
    expect((await send(Buffer.from('<script>'), '方案.html')).status).toBe(415);
    expect((await send(pdf, '\u202efdp.exe')).status).toBe(422);
    expect((await send(Buffer.alloc(0), '空.pdf')).status).toBe(422);
    expect((await send(pdf, '机密★3年 方案.pdf')).json.detail).toContain('机要渠道');
    expect((await drafter.get(`/api/v1/drafts/${id}`)).json.attachments).toEqual([]);
    const { rows } = await api.pool.query('select from attachments where case_id = $1', [id]);
    expect(rows).toEqual([]);
  });

  it('is refused beyond 20 MB', async () => {
    const id = await createDraft(api);
    const huge = Buffer.concat([pdf, Buffer.alloc(20 * 1024 * 1024)]);
    const answer = await drafter.request('POST', `/api/v1/drafts/${id}/attachments`, {
      body: withFile(huge, '大.pdf'),
    });
    expect(answer.status).toBe(413);
    expect(answer.json.detail).toMatch(/20 MB/);
  });

  it('is withdrawn from a draft, and not from a submitted case', async () => {
    const id = await createDraft(api);
    const add = async () =>
      (await drafter.request('POST', `/api/v1/drafts/${id}/attachments`, { body: withFile(pdf, '方案.pdf') }))
        .json.id;
    const first = await add();
    expect((await drafter.delete(`/api/v1/attachments/${first}`)).status).toBe(204);
    expect((await drafter.get(`/api/v1/attachments/${first}`)).status).toBe(404);

    const second = await add();
    expect((await drafter.post(`/api/v1/drafts/${id}/submission`, {})).status).toBe(202);
    expect((await drafter.delete(`/api/v1/attachments/${second}`)).status).toBe(409);
    const view = await drafter.get(`/api/v1/cases/${id}`);
    expect(view.json.currentVersion.content.attachments).toMatchObject([{ id: second, title: '方案' }]);
    expect((await (await api.as(people.head)).get(`/api/v1/attachments/${second}`)).status).toBe(200);
  });
});
