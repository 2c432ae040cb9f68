import { describeError } from '../../db/describeError';
import { wokenLoop } from '../../db/wokenLoop';
import type { Mailer } from './mailer';
import type { DigestDeps } from './makeDigests';
import { makeDigests } from './makeDigests';
import { sendDigests } from './sendDigests';

const LOOK_AGAIN_MILLISECONDS = 60_000;

/**
 * 每周会签提醒单: looks each minute, and whenever the clock is moved, whether the week's are due; then mails them where there
 * is a mailer. Several may run.
 */
export function watchDigests(deps: DigestDeps, mailer: Mailer | null): { close(): Promise<void> } {
  const loop = wokenLoop(deps.pool, ['clock'], LOOK_AGAIN_MILLISECONDS, {
    round: async () => {
      const made = await makeDigests(deps);
      if (made > 0) deps.log.info({ event: 'digests.made', made });
      if (!mailer) return false;
      const { sent, failed } = await sendDigests(deps.pool, mailer);
      if (sent > 0) deps.log.info({ event: 'digests.sent', sent });
      if (failed > 0) deps.log.warn({ event: 'digests.notSent', failed }, '提醒单未能寄出，稍后再试');
      return false;
    },
    failed: (error) => deps.log.warn({ error: describeError(error) }, '每周提醒单暂时不能处理，稍后再试'),
  });
  return {
    close: async () => {
      await loop.close();
      mailer?.close();
    },
  };
}
