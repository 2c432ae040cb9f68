import { join } from 'node:path';
import { loadOffice } from '../../db/loadOffice';
import { migrate } from '../../db/migrate';
import { officeFolder } from '../../db/officeFolder';
import { deployAll } from '../../engine/deploy';
import { EngineUsers } from './engineUsers';
import { withInitialPassword } from './officeWithPassword';

/**
 * The one-shot service of docker-compose.yml, in the launcher's order (local/application.ts): schema, office,
 * logins, models. Each step finds what is done already, so it runs at every start. The engine's clock is not
 * touched: a production engine has no clock actuator (ADR 2).
 */
async function main(): Promise<void> {
  const adminUrl = required('DATABASE_ADMIN_URL');
  const password = required('XINGSHU_INITIAL_PASSWORD');
  const office = officeFolder(join(__dirname, '../..'), process.env['XINGSHU_OFFICE']);
  const users = new EngineUsers(required('ZEEBE_REST_ADDRESS'), {
    username: required('CAMUNDA_BASIC_AUTH_USERNAME'),
    password: required('CAMUNDA_BASIC_AUTH_PASSWORD'),
  });
  await migrate(adminUrl);
  console.log('数据库结构已是最新');
  const { staff } = await withInitialPassword(office, password, (folder) => loadOffice(adminUrl, folder));
  console.log('单位和人员已载入');
  await users.waitForLogin();
  await users.ensureStaff(staff, password);
  console.log(`引擎中已有 ${staff.length} 人的登录账号`);
  const { deployed } = await deployAll(process.env);
  console.log(`已部署 ${deployed} 个文件`);
}

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`缺少环境变量 ${name}`);
  return value;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
