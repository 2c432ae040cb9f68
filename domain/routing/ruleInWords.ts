import type { RuleReference } from './facts';

const DIGITS = '〇一二三四五六七八九';

/** 47 → 四十七; up to 99. */
export function chineseNumber(value: number): string {
  const tens = Math.floor(value / 10);
  const ones = value % 10;
  const head = tens === 0 ? '' : `${tens === 1 ? '' : DIGITS[tens]}十`;
  return head + (ones === 0 && tens > 0 ? '' : DIGITS[ones]);
}

/** 第四十七条（适用口径第二项）: law 5 for people; empty where a rule names no article. */
export function articleInWords(rule: Pick<RuleReference, 'article'> & { reading?: string }): string {
  const article = Number(/^art-(\d+)$/.exec(rule.article)?.[1]);
  const reading = Number(/^reading-(\d+)$/.exec(rule.reading ?? '')?.[1]);
  if (!article) return '';
  const note = reading ? `（适用口径第${chineseNumber(reading)}项）` : '';
  return `第${chineseNumber(article)}条${note}`;
}
