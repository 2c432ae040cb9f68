import { setTimeout as pause } from 'node:timers/promises';

/** The role of camunda.yaml that lets a person work on the own tasks in Tasklist, and nothing else. */
const STAFF_ROLE = 'xingshu-staff';
/** The engine stores its first users a while after it says that it is ready. */
const PATIENCE_MILLISECONDS = 180_000;
const LOOK_MILLISECONDS = 1_000;
const CONFLICT = 409;

export interface EngineLogin {
  login: string;
  displayName: string;
}

/** Calls the engine's REST interface as its administrator. */
export class EngineUsers {
  private readonly authorization: string;

  constructor(
    private readonly restAddress: string,
    administrator: { username: string; password: string },
  ) {
    const pair = Buffer.from(`${administrator.username}:${administrator.password}`);
    this.authorization = `Basic ${pair.toString('base64')}`;
  }

  /** Waits until the engine knows its administrator; throws in Chinese when it does not within three minutes. */
  async waitForLogin(patienceMilliseconds = PATIENCE_MILLISECONDS): Promise<void> {
    const started = performance.now();
    for (;;) {
      const status = await this.ask('GET', '/v2/topology').catch(() => 0);
      if (status === 200) return;
      if (performance.now() - started > patienceMilliseconds) {
        throw new Error(
          `引擎没有接受管理员登录（状态 ${status}）：请核对 .env 中的 XINGSHU_ENGINE_ADMIN_PASSWORD`,
        );
      }
      await pause(Math.min(LOOK_MILLISECONDS, patienceMilliseconds));
    }
  }

  /** Gives everyone a login for Tasklist; who has one keeps it with the password of his own. */
  async ensureStaff(staff: EngineLogin[], initialPassword: string): Promise<void> {
    for (const { login, displayName } of staff) {
      // The engine wants an address of mail, and never writes to it.
      const email = `${login}@xingshu.invalid`;
      await this.ensure('POST', '/v2/users', {
        username: login,
        name: displayName,
        email,
        password: initialPassword,
      });
      await this.ensure('PUT', `/v2/roles/${STAFF_ROLE}/users/${encodeURIComponent(login)}`);
    }
  }

  /** "Exists already" is as good as done. */
  private async ensure(method: string, path: string, body?: unknown): Promise<void> {
    const status = await this.ask(method, path, body);
    if (status < 300 || status === CONFLICT) return;
    throw new Error(`引擎拒绝了 ${method} ${path}（状态 ${status}）`);
  }

  private async ask(method: string, path: string, body?: unknown): Promise<number> {
    const answer = await fetch(`${this.restAddress}${path}`, {
      method,
      headers: { authorization: this.authorization, 'content-type': 'application/json' },
      signal: AbortSignal.timeout(10_000),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    await answer.arrayBuffer();
    return answer.status;
  }
}
