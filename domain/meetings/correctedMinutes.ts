import type { Block } from '../document/text';

/** A decision that was corrected after its meeting, as minutes should have it. */
export interface CorrectedDecision {
  /** Of the item. */
  title: string;
  /** What stands now. */
  words: string;
  /** What was recorded before, as the meeting ended or by an earlier correction. */
  former: string[];
}

/**
 * Which corrections a text of minutes doesn't carry: the item's section lacks the words that stand now, or still has former ones.
 * Blanks and a full stop at the end make no difference. Where no heading bears the item's title, the words must stand somewhere.
 *
 * @rule art-34 art-40
 */
export function notCarried(
  blocks: readonly Block[],
  corrected: readonly CorrectedDecision[],
): CorrectedDecision[] {
  const all = plain(blocks.map(({ text }) => text).join(''));
  return corrected.filter(({ title, words, former }) => {
    const section = sectionOf(blocks, title);
    const present = plain(words);
    if (!(section ?? all).includes(present)) return true;
    // Former words that are part of what stands now can't be told from it.
    const others = former.map(plain).filter((one) => one !== '' && !present.includes(one));
    return others.some((one) => section?.includes(one));
  });
}

/** What whoever drafts the minutes must put right; in Chinese, without a full stop. */
export function notCarriedInWords(corrected: readonly CorrectedDecision[]): string {
  const items = corrected.map(({ title, words }) => `“${title}”的决定已更正为：“${words.trim()}”`);
  return `会议决定散会后有更正，纪要还没有照着改。${items.join('；')}`;
}

/** From the item's heading up to the next of its level; null where there is none. */
function sectionOf(blocks: readonly Block[], title: string): string | null {
  const wanted = plain(title);
  const isChapter = (block: Block): boolean => block.type === 'heading' && block.level === 1;
  const numbered = /^[〇零一二三四五六七八九十百]+、/u;
  const start =
    [
      (text: string) => text.replace(numbered, '') === wanted,
      (text: string) => text.replace(numbered, '').includes(wanted),
    ]
      .map((fits) => blocks.findIndex((block) => isChapter(block) && fits(plain(block.text))))
      .find((index) => index >= 0) ?? -1;
  if (start < 0) return null;
  const length = blocks.slice(start + 1).findIndex(isChapter);
  const end = length < 0 ? blocks.length : start + 1 + length;
  return plain(
    blocks
      .slice(start, end)
      .map(({ text }) => text)
      .join(''),
  );
}

const plain = (words: string): string => words.replace(/\s/gu, '').replace(/[。；，]+$/u, '');
