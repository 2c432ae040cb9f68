import { hash, verify } from '@node-rs/argon2';
import { findLogin } from '../../db/accounts';
import type { Account } from '../../db/accounts';
import type { Dependencies } from '../dependencies';
import { Problem } from '../problems';

/** Held against when there is no such login, so that the time of an answer doesn't tell who exists. */
let nobody: Promise<string> | undefined;

/** The account of a login and password; throws 401 without saying which of them was wrong. */
export async function logIn(
  deps: Dependencies,
  input: { login: string; password: string },
): Promise<Account> {
  const found = await findLogin(deps.pool, input.login);
  nobody ??= hash('nobody');
  const isRight = await verify(found?.passwordHash ?? (await nobody), input.password);
  if (!found || !isRight) {
    throw new Problem({
      status: 401,
      code: 'wrong-credentials',
      title: '登录失败',
      detail: '登录名或口令不对，请核对后重试。忘记口令请联系系统管理员。',
    });
  }
  const { personId, login, displayName, isAdmin } = found;
  return { personId, login, displayName, isAdmin };
}
