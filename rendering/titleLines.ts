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
        const cost = choice.cost + (width(line) - target) ** 2 + (clingsToFormer.test(line) ? 30 : 0);
        if (cost < (next.get(end)?.cost ?? Infinity)) next.set(end, { cost, lines: [...choice.lines, line] });
      }
    }
    states = next;
  }
  return states.get(words.length)?.lines ?? null;
}

function joinInseparable(words: string[]): string[] {
  return words.reduce<string[]>((joined, word) => {
    const former = joined.at(-1);
    if (former === undefined || !(notAtLineStart.test(word) || notAtLineEnd.test(former)))
      return [...joined, word];
    return [...joined.slice(0, -1), former + word];
  }, []);
}

/** Width in full-width characters; Latin letters and digits count as half. */
function width(text: string): number {
  return [...text].reduce((sum, character) => sum + (character < '\u0250' ? 0.5 : 1), 0);
}
