import type { CountersignRule } from '../routing/facts';

/** The limit that a lead department sets for a round, in working days. */
export interface OwnLimit {
  days: number;
  reason: string | null;
}

/**
 * Why a limit of the lead department's own can't stand: below the table's minimum it needs a reason. A Chinese sentence, or
 * null.
 *
 * @rule art-45
 */
export function faultOfLimit(
  own: OwnLimit | null,
  rule: Pick<CountersignRule, 'minimumDays'>,
): string | null {
  if (!own || own.days >= rule.minimumDays || (own.reason ?? '').trim() !== '') return null;
  return `另定的期限少于${rule.minimumDays}个工作日，须写明理由`;
}
