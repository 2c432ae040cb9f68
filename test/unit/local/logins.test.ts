import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { StackEnvironment } from '../../../local/environment';
import { replaceLogins } from '../../../local/logins';

const TASKLIST = 'tasklist-user-1.4.0_';
const OPERATE = 'operate-user-1.2.0_';
const SESSIONS = 'tasklist-web-session-1.1.0_';

/** What OpenSearch would hold: index → id → document. */
let indices: Record<string, Record<string, unknown>>;
let server: Server;
let environment: StackEnvironment;

/** As Java serializes a text inside an object. */
const sessionOf = (login: string): unknown => {
  const text = Buffer.concat([Buffer.from([0xac, 0xed, 0, 5, 0x74, 0, login.length]), Buffer.from(login)]);
  return { id: login, attributes: { SPRING_SECURITY_CONTEXT: text.toString('base64') } };
};

const person = (login: string) => ({ login, displayName: login, passwordHash: '$2b$06$x' });

beforeEach(async () => {
  indices = {
    [TASKLIST]: { demo: {}, clerk: {}, clerkson: {} },
    [OPERATE]: { demo: {} },
    [SESSIONS]: { one: sessionOf('clerk'), other: sessionOf('clerkson') },
  };
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => response.end(JSON.stringify(answer(request.url ?? '', body))));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  environment = { OPENSEARCH_URL: `http://127.0.0.1:${port}` } as StackEnvironment;
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

function answer(url: string, body: string): unknown {
  const index = indices[url.split('/')[1] ?? ''] ?? {};
  if (url.includes('_search'))
    return { hits: { hits: Object.entries(index).map(([_id, _source]) => ({ _id, _source })) } };
  if (!url.includes('_bulk')) return {};
  const lines = body.trim().split('\n');
  while (lines.length > 0) {
    const action = JSON.parse(lines.shift() ?? '') as Record<string, { _index: string; _id: string }>;
    const { delete: gone, index: put } = action;
    if (gone) delete indices[gone._index]?.[gone._id];
    if (put) Object.assign(indices[put._index] ?? {}, { [put._id]: JSON.parse(lines.shift() ?? '') });
  }
  return { items: [] };
}

test('art-7 离任的人在 Tasklist 中没有账号，会话随之终止；名字相近的人不受影响', async () => {
  await replaceLogins(environment, [person('clerkson')], [person('admin')]);
  expect(Object.keys(indices[TASKLIST] ?? {}).sort()).toEqual(['admin', 'clerkson']);
  expect(Object.keys(indices[SESSIONS] ?? {})).toEqual(['other']);
});

test('Operate 只有管理员，内置账号都不留', async () => {
  await replaceLogins(environment, [person('clerk')], [person('admin')]);
  expect(Object.keys(indices[OPERATE] ?? {})).toEqual(['admin']);
});

test('没有自己的 OpenSearch 时不做任何事', async () => {
  await expect(replaceLogins({} as StackEnvironment, [person('clerk')], [])).resolves.toBeUndefined();
});
