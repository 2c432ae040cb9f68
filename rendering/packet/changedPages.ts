import type { PageMark } from './types';

export interface ChangedPages {
  /** Pages of the new version that are new or differ */
  changed: number[];
  /** Pages of the old version that are gone */
  removed: number[];
  /** 第3、7-9页, with what they belong to; 没有改动 */
  words: string;
}

/** Which pages of a new version differ from the former one. A page that only moved has not changed. */
export function changedPages(_before: readonly PageMark[], _after: readonly PageMark[]): ChangedPages {
  throw new Error('not there yet');
}

/** [3, 7, 8, 9] → 第3、7-9页 */
export function pagesInWords(_pages: readonly number[]): string {
  throw new Error('not there yet');
}
