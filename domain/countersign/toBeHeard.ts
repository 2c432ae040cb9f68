import type { Change } from '../document/changes';
import { dissenters } from './nextOfRound';
import type { RoundRecord } from './types';

/** How the last round of a case ended, and what was changed in the text since. */
export interface LastRound {
  record: RoundRecord;
  /** It ended with its document, before there was a result. */
  isBroken: boolean;
  change: Change;
}

/**
 * Bodies that are still to be asked before a paper may be signed: those concerned that never answered and whose silence
 * never counted; and, where the text changed in substance or the round broke off, whoever objected or commented, so that
 * dissent isn't lost by a return.
 *
 * @param concerned ids of the bodies that the drafter and the table name
 * @param heard ids of those that answered, or whose silence counts
 * @rule art-45
 */
export function toBeHeard(concerned: string[], heard: string[], last: LastRound | null): string[] {
  const unheard = concerned.filter((bodyId) => !heard.includes(bodyId));
  const isAgain = last !== null && (last.isBroken || last.change === 'substantive');
  const again = isAgain ? [...dissenters(last.record), ...last.record.comments.map((one) => one.bodyId)] : [];
  return [...new Set([...unheard, ...again])];
}
