import type { ApiUnderTest } from './support/apiUnderTest';
import { startApi } from './support/apiUnderTest';
import { people } from './support/stories';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const password = () => api.deps.office.people.demoPassword;

it('logs in with a cookie that scripts and other sites do not get', async () => {
  const answer = await api
    .anonymous()
    .post('/api/v1/sessions', { login: people.drafter, password: password() });
  expect(answer.status).toBe(201);
  const cookie = answer.headers.get('set-cookie') ?? '';
  expect(cookie).toMatch(/HttpOnly/);
  expect(cookie).toMatch(/SameSite=Lax/);
  expect(answer.text).not.toMatch(/argon2|passwordHash/);
});

it('gives another session id at login than before it', async () => {
  const client = api.anonymous();
  const first = await client.post('/api/v1/sessions', { login: people.drafter, password: password() });
  const second = await client.post('/api/v1/sessions', { login: people.drafter, password: password() });
  expect(first.headers.get('set-cookie')?.split(';')[0]).not.toBe(
    second.headers.get('set-cookie')?.split(';')[0],
  );
  const { rows } = await api.pool.query('select from sessions');
  expect(rows.length).toBeGreaterThan(0);
});

it('says the same for a wrong password and an unknown login', async () => {
  const wrong = await api.anonymous().post('/api/v1/sessions', { login: people.head, password: 'wrong' });
  const unknown = await api.anonymous().post('/api/v1/sessions', { login: 'nobody-here', password: 'wrong' });
  expect(wrong.status).toBe(401);
  expect(wrong.text).toBe(unknown.text);
  expect(wrong.json.title).toBe('登录失败');
});

it('stops guessing after ten failures, for that login only', async () => {
  const guess = (login: string, guessed: string) =>
    api.anonymous().post('/api/v1/sessions', { login, password: guessed });
  for (let tries = 0; tries < 10; tries += 1) expect((await guess('maiwulan', 'wrong')).status).toBe(401);
  const stopped = await guess('maiwulan', password());
  expect(stopped.status).toBe(429);
  expect(stopped.json.detail).toMatch(/15 分钟/);
  expect((await guess('guhaier', password())).status).toBe(201);
});

it('stops guessing through many logins after thirty failures from one address, on page and API together', async () => {
  const from = (address: string) => ({ 'x-forwarded-for': address });
  const guess = (login: string, address: string, guessed = 'wrong') =>
    api.anonymous().request('POST', '/api/v1/sessions', {
      body: { login, password: guessed },
      headers: { 'content-type': 'application/json', ...from(address) },
    });
  const guessOnPage = (login: string, address: string) =>
    api.anonymous().request('POST', '/login', {
      body: new URLSearchParams({ login, password: 'wrong' }),
      headers: from(address),
    });
  for (let tries = 0; tries < 15; tries += 1) {
    expect((await guess(`guess-${tries}`, '203.0.113.9')).status).toBe(401);
    expect((await guessOnPage(`page-${tries}`, '203.0.113.9')).status).toBe(401);
  }
  const stopped = await guess(people.otherReviewer, '203.0.113.9', password());
  expect(stopped.status).toBe(429);
  expect(stopped.json.detail).toMatch(/10 分钟/);
  expect((await guessOnPage('another', '203.0.113.9')).status).toBe(429);
  expect((await guess(people.otherReviewer, '203.0.113.10', password())).status).toBe(201);
}, 30_000);

it('counts the failures of a login on page and API together', async () => {
  const login = 'guessed-on-both';
  for (let tries = 0; tries < 5; tries += 1) {
    await api.anonymous().post('/api/v1/sessions', { login, password: 'wrong' });
    await api.anonymous().post('/login', new URLSearchParams({ login, password: 'wrong' }));
  }
  expect((await api.anonymous().post('/api/v1/sessions', { login, password: 'wrong' })).status).toBe(429);
});

it('refuses a change that another site sends, whatever cookie comes with it', async () => {
  const client = await api.as(people.drafter);
  for (const headers of [
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site', origin: 'http://127.0.0.1:8081' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
  ]) {
    const answer = await client.request('POST', '/api/v1/drafts', {
      body: {},
      headers: headers as Record<string, string>,
    });
    expect(answer.status).toBe(403);
    expect(answer.json.detail).toMatch(/其他网站/);
  }
  const own = await client.request('POST', '/api/v1/drafts', { body: {}, headers: { origin: api.origin } });
  expect(own.status).toBe(400);
});

it('ends a session for good', async () => {
  const client = api.anonymous();
  await client.post('/api/v1/sessions', { login: people.stranger, password: password() });
  expect((await client.get('/api/v1/me')).status).toBe(200);
  expect((await client.delete('/api/v1/sessions/current')).status).toBe(204);
  expect((await client.get('/api/v1/me')).status).toBe(401);
});

it('says who one is and in which posts', async () => {
  const me = await (await api.as(people.drafter)).get('/api/v1/me');
  expect(me.json).toMatchObject({
    login: people.drafter,
    isAdmin: false,
    capacities: [{ postLabel: '农业农村局科员' }],
  });
});

it('logs neither passwords nor cookies', async () => {
  const lines = JSON.stringify(api.log);
  expect(lines).not.toContain(password());
  expect(lines).not.toMatch(/xingshu=|set-cookie/i);
});
