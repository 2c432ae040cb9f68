import type { Answer } from './types';

/** How an answer is named wherever staff read it. */
export const ANSWERS: Record<Answer, string> = {
  agree: '同意',
  comment: '同意并提出意见',
  disagree: '不同意',
};

/** Silence has words of its own everywhere: it never reads as agreement (art 45). */
export const SILENCE = '逾期视为无不同意见';
