import type { Pool } from 'pg';
import { markSent, postponeDigest, takeUnsent } from '../../db/countersign/digests';
import { withTransaction } from '../../db/transaction';
import type { Mailer } from './mailer';

const FIRST_DELAY_MILLISECONDS = 60_000;
const LONGEST_DELAY_MILLISECONDS = 3_600_000;

/**
 * Mails what waits to be mailed, one after the other, each in a transaction of its own. A worker killed between mailing
 * and recording it mails once more, under the same message id. What fails is tried again later and keeps nothing up.
 */
export async function sendDigests(pool: Pool, mailer: Mailer): Promise<{ sent: number; failed: number }> {
  const done = { sent: 0, failed: 0 };
  for (;;) {
    const outcome = await withTransaction(pool, async (sql) => {
      const digest = await takeUnsent(sql);
      if (!digest) return null;
      const { id, email, subject, text, madeAt, attempts } = digest;
      try {
        await mailer.deliver({ id, to: email, subject, text, at: madeAt });
      } catch (error) {
        const delay = Math.min(FIRST_DELAY_MILLISECONDS * 2 ** attempts, LONGEST_DELAY_MILLISECONDS);
        await postponeDigest(sql, id, error instanceof Error ? error.message : String(error), delay);
        return 'failed';
      }
      await markSent(sql, id, email);
      return 'sent';
    });
    if (!outcome) return done;
    done[outcome] += 1;
  }
}
