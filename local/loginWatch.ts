import { createPool } from '../db/pool';
import { describeError } from '../db/describeError';
import { readAccounts } from '../db/loadOffice';
import { wokenLoop } from '../db/wokenLoop';
import type { StackEnvironment } from './environment';
import { replaceLogins } from './logins';
import { say } from './progress';

/** What was missed while the connection broke is seen at the latest so much later. */
const LOOK_AGAIN_MILLISECONDS = 60_000;

/**
 * Keeps the logins of Tasklist and Operate those of the open accounts, from now on: whoever leaves his last post is out
 * at once, whoever comes back gets in again. Answers when the first ones are written.
 */
export async function watchLogins(
  environment: StackEnvironment,
  officeFolder: string,
): Promise<{ renewLogins(): Promise<void>; close(): Promise<void> }> {
  const pool = createPool(environment.DATABASE_ADMIN_URL, 2);
  let written: string | undefined;

  const write = async (always: boolean): Promise<void> => {
    const { staff, admins } = await readAccounts(pool, officeFolder);
    const open = [...staff, ...admins].map(({ login }) => login).join();
    if (!always && open === written) return;
    await replaceLogins(environment, staff, admins);
    written = open;
  };
  await write(true);

  const loop = wokenLoop(pool, ['people'], LOOK_AGAIN_MILLISECONDS, {
    round: async () => {
      await write(false);
      return false;
    },
    failed: (error) => say(`  登录账号暂时无法更新，稍后再试：${describeError(error)}`),
  });
  return {
    renewLogins: () => write(true),
    close: async () => {
      await loop.close();
      await pool.end();
    },
  };
}
