import type { Change } from '../document/changes';
import type { Answer } from './types';

/** One time that an organ of 联合行文 was asked for its signature. */
export interface JointAsking {
  bodyId: string;
  /** In writing: an answer by telephone is no signature. Null where there is none. */
  answer: Answer | null;
  /** The round ended with the document, before there was an answer. */
  isBroken: boolean;
  /** What was changed in the text since it was asked. */
  change: Change;
}

/**
 * The asking in which an organ's head signed, where that stands for the present text; undefined otherwise. His latest
 * written word counts.
 *
 * @param askings in order
 * @rule art-18 art-45
 */
export function standingSignature<Asking extends JointAsking>(
  bodyId: string,
  askings: Asking[],
): Asking | undefined {
  const last = askings.filter((one) => one.bodyId === bodyId && one.answer !== null).at(-1);
  return last && last.answer !== 'disagree' && last.change !== 'substantive' ? last : undefined;
}

/**
 * Organs of 联合行文 that are to be asked for their signature. Whoever refused this very text isn't asked about it again:
 * the lead organ can't sign then, and the paper goes back to its drafter.
 *
 * @rule art-18 art-45
 */
export function toSignJointly(jointly: string[], askings: JointAsking[]): string[] {
  return jointly.filter((bodyId) => {
    if (standingSignature(bodyId, askings)) return false;
    const last = askings.filter((one) => one.bodyId === bodyId).at(-1);
    return last === undefined || last.isBroken || last.change === 'substantive';
  });
}
