/**
 * Breaks a title into centred lines of at most `room` full-width characters: whole words and meaning, lines of
 * unequal length as 梯形 (two lines, the first longer) or 菱形 (three and more, the middle longer), as
 * GB/T 9704-2012 7.3.1 asks. A line feed in the title is the drafter's own break and is kept.
 */
export function titleLines(title: string, room: number): string[] {
  return title
    .split('\n')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .flatMap((part) => breakEvenly(part, room));
}

const segmenter = new Intl.Segmenter('zh-Hans', { granularity: 'word' });
const notAtLineStart = /^[，。、；：？！）》〉”’〕】％%,.;:?!)\]]/u;
const notAtLineEnd = /[（《〈“‘〔【([]$/u;
const clingsToFormer = /^[的了和与及等]/u;
const clingsToLatter = /[并和与及]$/u;
/** A year, a span of years or a number with its measure is read as one: 2026—2028年, 30个, 第1号. */
const endsInNumber = /[第0-9—]$/u;
const continuesNumber = /^[0-9—年月日个号项万亿]/u;

/** Words of official titles that the segmenter tears apart. */
const wholeWords = ['印发', '转发', '批转', '颁发', '废止', '中小学', '会议纪要', '有关事项'];

/** Latin letters and digits of the title's face, in full-width characters: a little over half. */
const latinWidth = 0.6;

function breakEvenly(title: string, room: number): string[] {
  const words = joinInseparable([...segmenter.segment(title)].map(({ segment }) => segment));
  const total = width(title);
  for (let count = Math.ceil(total / room); count <= words.length; count += 1) {
    const lines = bestBreaks(words, targets(total / count, count), room);
    if (lines !== null) return lines;
  }
  return [title];
}

/** Wanted line widths: the difference from a rectangle is small so that the words can still decide. */
function targets(average: number, count: number): number[] {
  if (count === 1) return [average];
  if (count === 2) return [average + 1, average - 1];
  return Array.from({ length: count }, (_, line) =>
    line === 0 || line === count - 1 ? average - 1 : average + 2 / (count - 2),
  );
}

/** Fewest squared differences from the wanted widths, by dynamic programming over (line, first word). */
function bestBreaks(words: string[], wanted: number[], room: number): string[] | null {
  type Choice = { cost: number; lines: string[] };
  let states = new Map<number, Choice>([[0, { cost: 0, lines: [] }]]);
  for (const target of wanted) {
    const next = new Map<number, Choice>();
    for (const [start, choice] of states) {
      for (let end = start + 1; end <= words.length; end += 1) {
        const line = words.slice(start, end).join('').trim();
        if (width(line) > room) break;
        const cost = choice.cost + (width(line) - target) ** 2 + penalty(line);
        if (cost < (next.get(end)?.cost ?? Infinity)) next.set(end, { cost, lines: [...choice.lines, line] });
      }
    }
    states = next;
  }
  return states.get(words.length)?.lines ?? null;
}

/** What one character too many or too few does not outweigh. */
function penalty(line: string): number {
  return (clingsToFormer.test(line) ? 30 : 0) + (clingsToLatter.test(line) ? 12 : 0);
}

function joinInseparable(words: string[]): string[] {
  return words.reduce<string[]>((joined, word) => {
    const former = joined.at(-1);
    if (former === undefined || !belongTogether(former, word)) return [...joined, word];
    return [...joined.slice(0, -1), former + word];
  }, []);
}

function belongTogether(former: string, word: string): boolean {
  if (notAtLineStart.test(word) || notAtLineEnd.test(former)) return true;
  if (wholeWords.some((whole) => isTorn(whole, former, word))) return true;
  return endsInNumber.test(former) && continuesNumber.test(word);
}

function isTorn(whole: string, former: string, word: string): boolean {
  return [...whole].some(
    (_, at) => at > 0 && former.endsWith(whole.slice(0, at)) && whole.slice(at).startsWith(word[0] ?? ''),
  );
}

/** Width in full-width characters. */
function width(text: string): number {
  return [...text].reduce((sum, character) => sum + (character < '\u0250' ? latinWidth : 1), 0);
}
