import type { ApiUnderTest } from './support/apiUnderTest';
import { startApi } from './support/apiUnderTest';
import type { Answer, Client } from './support/client';
import { content, createDraft, draft, facts, grounds, people } from './support/stories';

let api: ApiUnderTest;
let drafter: Client;
beforeAll(async () => {
  api = await startApi();
  drafter = await api.as(people.drafter);
});
afterAll(() => api.stop());

const stored = async () =>
  (
    await api.pool.query(
      `select (select count(*) from cases) as cases, (select count(*) from drafts) as drafts,
              (select count(*) from ledger_entries) as entries, (select count(*) from outbox) as outbox`,
    )
  ).rows[0];

const raw = (body: string, type = 'application/json') =>
  drafter.request('POST', '/api/v1/drafts', { body, headers: { 'content-type': type } });

const withContent = (change: Record<string, unknown>) => ({ facts, content: { ...content, ...change } });

const cases: [string, number, RegExp, () => Promise<Answer>][] = [
  [
    'an unknown kind',
    400,
    /文种：没有这一项/,
    () => drafter.post('/api/v1/drafts', { ...draft, facts: { ...facts, kind: 'manifesto' } }),
  ],
  [
    'a missing kind',
    400,
    /文种：未选择/,
    () => drafter.post('/api/v1/drafts', { ...draft, facts: { ...facts, kind: undefined } }),
  ],
  [
    'no addressee',
    400,
    /主送机关：通知须有主送机关/,
    () => drafter.post('/api/v1/drafts', withContent({ addressees: [] })),
  ],
  [
    'an empty addressee',
    400,
    /主送机关第 1 项：不能为空/,
    () => drafter.post('/api/v1/drafts', withContent({ addressees: [' '] })),
  ],
  [
    'an empty title',
    400,
    /标题：不能为空/,
    () => drafter.post('/api/v1/drafts', withContent({ title: '　' })),
  ],
  [
    'a long title',
    400,
    /标题：不能超过 200 字/,
    () => drafter.post('/api/v1/drafts', withContent({ title: '字'.repeat(201) })),
  ],
  [
    'an unknown matter',
    400,
    /事项：没有这一项/,
    () => drafter.post('/api/v1/drafts', { ...draft, facts: { ...facts, matter: 'war' } }),
  ],
  [
    'a fact left out',
    400,
    /是否涉及下级政府：未填写/,
    () => drafter.post('/api/v1/drafts', { ...draft, facts: { ...facts, counties: undefined } }),
  ],
  [
    'long grounds',
    400,
    /下级政府意见：不能超过 500 字/,
    () => drafter.post('/api/v1/drafts', { ...draft, grounds: { ...grounds, counties: '字'.repeat(501) } }),
  ],
  [
    'a hidden mark in the grounds',
    400,
    /例外理由：含有改变文字方向/,
    () => drafter.post('/api/v1/drafts', { ...draft, grounds: { ...grounds, exception: '确‮需' } }),
  ],
  [
    'a joint organ without a signatory, signed on no day',
    400,
    /签发人：不能为空；签发日期：不是有效的日期/,
    () =>
      drafter.post(
        '/api/v1/drafts',
        withContent({ joint: [{ issuer: '地区财政局', signatory: '', signedOn: '2026-02-30' }] }),
      ),
  ],
  [
    'a line break in the note',
    400,
    /附注：含有控制字符或换行/,
    () => drafter.post('/api/v1/drafts', withContent({ note: '此件\n公开' })),
  ],
  [
    'a text of 20 MB',
    413,
    /超过 1 MB/,
    () => drafter.post('/api/v1/drafts', withContent({ body: '字'.repeat(7_000_000) })),
  ],
  ['a PDF renamed to .docx', 415, /不是 DOCX 文件/, () => upload('%PDF-1.7\n方案', '方案.docx')],
  ['a program renamed to .txt', 415, /须为 UTF-8 编码的纯文本/, () => upload('MZ\u0000\u0001', '说明.txt')],
  [
    'a text in another encoding',
    415,
    /请另存为 UTF-8/,
    () => upload(new Uint8Array([0xb8, 0xbd, 0xbc, 0xfe]), '附件.txt'),
  ],
  ['a text to be printed with a hidden mark', 415, /隐藏字符/, () => upload('方\u202e案', '方案.txt')],
  ['a text too long to be printed', 415, /10 万字/, () => upload('字'.repeat(100_001), '清册.txt')],
  [
    'a reason of withdrawal left out',
    400,
    /理由：未填写/,
    async () => drafter.post(`/api/v1/cases/${await existing()}/withdrawal`, {}),
  ],
  [
    'a stranger who asks for a case',
    404,
    /无权查看/,
    async () => (await api.as(people.stranger)).get(`/api/v1/cases/${await existing()}`),
  ],
  [
    'a control character',
    400,
    /标题：含有控制字符/,
    () => drafter.post('/api/v1/drafts', withContent({ title: '关于\u0007通知' })),
  ],
  [
    'a NUL in the body',
    400,
    /正文：含有控制字符/,
    () => drafter.post('/api/v1/drafts', withContent({ body: '第一\u0000段' })),
  ],
  [
    'half a character',
    400,
    /正文：含有控制字符/,
    () => raw(JSON.stringify(withContent({ body: 'X' })).replace('"X"', '"\\ud800"')),
  ],
  [
    'a mark of writing direction',
    400,
    /标题：含有改变文字方向/,
    () => drafter.post('/api/v1/drafts', withContent({ title: '关于\u202e通知' })),
  ],
  [
    'a field of its own invention',
    400,
    /不认识的项：status/,
    () => drafter.post('/api/v1/drafts', { ...draft, status: 'issued' }),
  ],
  [
    'a number for a title',
    400,
    /标题：类型不对/,
    () => drafter.post('/api/v1/drafts', withContent({ title: 5 })),
  ],
  ['null', 400, /发文要素：未填写；文稿：未填写/, () => raw('null')],
  ['a body that is not JSON', 400, /不是有效的 JSON/, () => raw('{"facts":')],
  ['a body of another type', 415, /application\/json/, () => raw('<xml/>', 'text/xml')],
  [
    'more than 1 MB',
    413,
    /超过 1 MB/,
    () => drafter.post('/api/v1/drafts', withContent({ body: 'x'.repeat(1_100_000) })),
  ],
  ['an unknown address', 404, /不存在/, () => drafter.get('/api/v1/nothing')],
  ['a damaged address', 404, /不存在/, () => drafter.get('/api/v1/cases/%E0%A4%A')],
  ['an id that is none', 404, /不存在/, () => drafter.get("/api/v1/cases/1'%20or%20'1'='1")],
  ['a NUL as an id', 404, /不存在/, () => drafter.get('/api/v1/attachments/%00')],
  ['a task key beyond 64 bits', 404, /不存在/, () => drafter.get('/api/v1/tasks/9999999999999999999')],
  ['a page that is none', 400, /页码/, () => drafter.get('/api/v1/cases?page=0')],
  ['a repeated parameter', 400, /状态/, () => drafter.get('/api/v1/cases?status=draft&status=issued')],
  [
    'a multipart body without its boundary',
    400,
    /重新上传/,
    async () =>
      drafter.request('POST', `/api/v1/drafts/${await existing()}/attachments`, {
        body: 'x',
        headers: { 'content-type': 'multipart/form-data' },
      }),
  ],
];

const upload = async (bytes: string | Uint8Array<ArrayBuffer>, name: string): Promise<Answer> => {
  const form = new FormData();
  form.set('file', new Blob([bytes]), name);
  return drafter.request('POST', `/api/v1/drafts/${await existing()}/attachments`, { body: form });
};

let existingId: string | undefined;
const existing = async () => (existingId ??= await createDraft(api));

it.each(cases)('refuses %s in Chinese and stores nothing', async (_what, status, words, send) => {
  await existing();
  const before = await stored();
  const answer = await send();
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(answer.json.status).toBe(status);
  expect(answer.status).toBe(status);
  expect(answer.json.detail).toMatch(words);
  expect(answer.json.title).toMatch(/[一-鿿]/);
  expect(answer.text).not.toMatch(/ at |select |node_modules|Error/);
  expect(await stored()).toEqual(before);
});

it('stores a fragment of SQL and markup as the text that it is', async () => {
  const title = `'); drop table cases; -- <b>&amp;</b> \${x}`;
  const created = await drafter.post('/api/v1/drafts', withContent({ title }));
  expect(created.status).toBe(201);
  expect((await drafter.get(`/api/v1/drafts/${created.json.id}`)).json.content.title).toBe(title);
  const page = await drafter.get('/');
  expect(page.text).toContain('&lt;b&gt;&amp;amp;&lt;/b&gt;');
  expect(page.text).not.toContain('<b>');
});

it('takes names of the region and rare characters', async () => {
  const title = '关于表扬阿卜杜热依木·吐尔逊同志的通报𠮷';
  const created = await drafter.post('/api/v1/drafts', {
    facts: { ...facts, kind: 'circular' },
    content: { ...content, title },
  });
  expect(created.json.content.title).toBe(title);
});

it('takes a 公告 without an addressee', async () => {
  const answer = await drafter.post('/api/v1/drafts', {
    facts: { ...facts, kind: 'proclamation' },
    content: { ...content, addressees: [] },
  });
  expect(answer.status).toBe(201);
});

it('never tells what went wrong inside', async () => {
  const spy = jest.spyOn(api.deps.pool, 'query').mockImplementationOnce(() => {
    throw new Error('select secret from persons: syntax error');
  });
  const answer = await drafter.get('/api/v1/me');
  spy.mockRestore();
  expect(answer.status).toBe(500);
  expect(answer.text).not.toMatch(/secret|syntax/);
});
