import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { readOffice } from '../../../db/officeSchema';
import { EngineUsers } from '../../../deploy/compose/engineUsers';
import { withInitialPassword } from '../../../deploy/compose/officeWithPassword';

const officeFolder = join(__dirname, '../../../offices/kashi');
const staff = [{ login: 'adili', displayName: '阿迪力' }];

let server: Server;
let asked: string[];
let answer: (request: string) => number;
beforeEach(async () => {
  asked = [];
  server = createServer((request, response) => {
    const line = `${request.method} ${request.url}`;
    asked.push(line);
    const known = request.headers.authorization === `Basic ${Buffer.from('admin:secret').toString('base64')}`;
    request.resume().on('end', () => {
      response.statusCode = known ? answer(line) : 401;
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

function users(password = 'secret'): EngineUsers {
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return new EngineUsers(address, { username: 'admin', password });
}

test('工作人员在引擎中得到登录账号和“工作人员”角色；已有的不动', async () => {
  const made = new Set<string>();
  answer = (line) => {
    if (made.has(line)) return 409;
    made.add(line);
    return line.startsWith('POST') ? 201 : 204;
  };
  await users().ensureStaff(staff, 'initial-password');
  await users().ensureStaff(staff, 'initial-password');
  expect([...made]).toEqual(['POST /v2/users', 'PUT /v2/roles/xingshu-staff/users/adili']);
});

test('引擎拒绝建账号时停下，并说明是哪一步', async () => {
  answer = () => 403;
  await expect(users().ensureStaff(staff, 'initial-password')).rejects.toThrow('POST /v2/users（状态 403）');
});

test('引擎认得管理员之后才继续；口令不对则说明要核对什么', async () => {
  answer = () => (asked.length < 2 ? 401 : 200);
  await users().waitForLogin(2_000);
  expect(asked).toHaveLength(2);
  await expect(users('wrong').waitForLogin(10)).rejects.toThrow('XINGSHU_ENGINE_ADMIN_PASSWORD');
});

test('载入的单位用部署的人给出的初始口令，不用演示口令；副本用后删除', async () => {
  const password = 'not-the-demo-password';
  const folder = await withInitialPassword(officeFolder, password, async (copy) => {
    expect((await readOffice(copy)).people.demoPassword).toBe(password);
    return copy;
  });
  expect(existsSync(folder)).toBe(false);
  expect((await readOffice(officeFolder)).people.demoPassword).not.toBe(password);
});

test('太短的初始口令不接受', async () => {
  await expect(withInitialPassword(officeFolder, 'short', async () => undefined)).rejects.toThrow('至少');
});
