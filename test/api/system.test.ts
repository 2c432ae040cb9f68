import { execFileSync } from 'node:child_process';
import { createPool } from '../../db/pool';
import type { ApiUnderTest } from './support/apiUnderTest';
import { startApi } from './support/apiUnderTest';
import { people } from './support/stories';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

it('describes itself in valid OpenAPI 3.1', async () => {
  const document = (await api.anonymous().get('/api/openapi.json')).json;
  expect(document.openapi).toMatch(/^3\.1/);
  expect(Object.keys(document.paths)).toContain('/api/v1/tasks/{userTaskKey}/completion');
  expect(document.paths['/login']).toBeUndefined();
  expect(validate(document)).toEqual({ valid: true });
});

/** The validator is an ES module that imports JSON: it runs outside of jest. */
function validate(document: unknown): unknown {
  const script = `
    import { Validator } from '@seriousme/openapi-schema-validator';
    import { readFileSync } from 'node:fs';
    const found = await new Validator().validate(JSON.parse(readFileSync(0, 'utf8')));
    console.log(JSON.stringify(found));`;
  const output = execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
    input: JSON.stringify(document),
  });
  return JSON.parse(output.toString());
}

it('is ready with database, people and rule set, and says which of them is missing', async () => {
  const ready = () => api.anonymous().get('/readyz');
  expect((await api.anonymous().get('/healthz')).json).toEqual({ status: 'ok' });
  expect((await ready()).json).toEqual({ status: 'ready' });

  const admin = createPool(api.adminUrl, 1);
  await admin.query('update rule_sets set is_current = false');
  const missing = await ready();
  expect(missing.status).toBe(503);
  expect(missing.json.missing).toEqual([expect.stringMatching(/没有规则集/)]);
  await admin.query('update rule_sets set is_current = true');
  await admin.end();
});

it('answers 503 and recovers when PostgreSQL ends its connections', async () => {
  const client = await api.as(people.drafter);
  // Its own sessions a role may end; the owner's role may not end them.
  await api.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and usename = current_user and pid <> pg_backend_pid()`,
  );
  const answers = await Promise.all([
    client.get('/api/v1/me'),
    client.get('/api/v1/me'),
    client.get('/api/v1/me'),
  ]);
  for (const { status } of answers) expect([200, 503]).toContain(status);
  expect((await client.get('/api/v1/me')).status).toBe(200);
});

it('sends pages that may run no script and be framed by nobody', async () => {
  const { headers } = await api.anonymous().get('/login');
  const policy = headers.get('content-security-policy') ?? '';
  expect(policy).toMatch(/default-src 'none'/);
  expect(policy).not.toMatch(/script-src|unsafe/);
  expect(policy).toMatch(/frame-ancestors 'none'/);
  expect(headers.get('x-powered-by')).toBeNull();
  expect(headers.get('cache-control')).toBe('no-store');
});

it('gives every value the facts may take, with its label', async () => {
  const vocabulary = (await (await api.as(people.drafter)).get('/api/v1/vocabulary')).json;
  expect(vocabulary.kinds).toHaveLength(15);
  expect(vocabulary.series[0]).toMatchObject({ id: 'administration-issue', mark: '喀署发' });
  expect(vocabulary.demoNotice).toBe('演示样章');
});

it('logs one JSON line per request with the route’s outcome', async () => {
  await (await api.as(people.drafter)).get('/api/v1/cases?scope=mine');
  expect(api.log).toContainEqual(
    expect.objectContaining({
      event: 'request',
      method: 'GET',
      path: '/api/v1/cases',
      status: 200,
      personId: people.drafter,
    }),
  );
});
