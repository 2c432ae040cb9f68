/**
 * The structured text of a document: what a drafter types in a plain text area, read as the heading levels
 * of GB/T 9704-2012 7.3.3 (一、 （一） 1. （1）) and paragraphs.
 */

export type Block =
  { type: 'heading'; level: 1 | 2 | 3 | 4; text: string } | { type: 'paragraph'; text: string };

const chineseNumber = '[〇零一二三四五六七八九十百]+';
const arabicNumber = '[0-9０-９]{1,2}';

/** The second pattern of a pair says what only looks like a number: 一、二、三等奖; 1.5公里. */
const numberings = [
  { level: 1, pattern: new RegExp(`^${chineseNumber}、(?!${chineseNumber}、)`, 'u') },
  { level: 2, pattern: new RegExp(`^[（(]${chineseNumber}[）)]`, 'u') },
  { level: 3, pattern: new RegExp(`^${arabicNumber}[.．](?![0-9０-９])`, 'u') },
  { level: 4, pattern: new RegExp(`^[（(]${arabicNumber}[）)]`, 'u') },
] as const;

/** Word's soft returns and page breaks arrive as these when text is pasted. */
const lineBreak = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/u;

/** A first sentence longer than one line of the page (28 characters) is text, not a heading. */
const longestRunInHeading = 28;

/**
 * Reads plain text as blocks, one per non-empty line (GB/T 9704-2012 7.3.3).
 *
 * The number at the start of the line alone decides the level, and stays in `text`. A line that runs on
 * after its heading (`1.加强巡护。各县市要……`) stays one block; `splitHeading` tells the two apart
 * where the faces differ. Indents and trailing blanks, also ideographic ones, are dropped.
 */
export function parseBody(source: string): Block[] {
  return source
    .split(lineBreak)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map(toBlock);
}

/** The inverse of `parseBody`: one line per block, without indents. */
export function bodyToSource(blocks: readonly Block[]): string {
  return blocks.map((block) => block.text).join('\n');
}

/** Number of characters (Unicode code points) of all blocks; punctuation counts, blanks do not. */
export function characterCount(blocks: readonly Block[]): number {
  return blocks.reduce((total, block) => total + [...block.text.replace(/\s/gu, '')].length, 0);
}

/**
 * Splits a heading line into the part set in the heading's face and the text running on in the body's face.
 *
 * Without a sentence end inside, all of it is heading. Else the first sentence is, if it fits one line of the
 * page (28 characters); a longer one means that the number merely begins a paragraph, as 批复 often do, and
 * nothing is heading.
 */
export function splitHeading(text: string): { heading: string; rest: string } {
  const end = text.search(/[。！？；]/u);
  if (end === -1) return { heading: text, rest: '' };
  const heading = text.slice(0, end + 1);
  if ([...heading].length > longestRunInHeading) return { heading: '', rest: text };
  return { heading, rest: text.slice(end + 1) };
}

function toBlock(text: string): Block {
  const numbering = numberings.find(({ pattern }) => pattern.test(text));
  if (numbering === undefined) return { type: 'paragraph', text };
  return { type: 'heading', level: numbering.level, text };
}
