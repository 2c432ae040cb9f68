import type { TraceKind } from '../../db/articleFiles';

/** One place that cites articles. */
export interface Citation {
  kind: TraceKind;
  path: string;
  /** What people call the file. */
  name: string;
  id: string;
  label: string;
  articles: number[];
}

/** "art-47,art-49" → [47, 49]. Numbers alone don't count: other rules have articles too. */
export function articlesIn(words: string): number[] {
  return [...words.matchAll(/\bart-(\d+)/g)].map(([, number]) => Number(number));
}

/** "第49条；并见第6条" → [49, 6]. */
export function articlesInChinese(words: string): number[] {
  return [...words.matchAll(/第(\d+)条/g)].map(([, number]) => Number(number));
}
