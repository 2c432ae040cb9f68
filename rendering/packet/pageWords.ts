import { Keyword, Lexer } from './pdf/lexer';
import { Name, Text, type Value } from './pdf/objects';
import { meaningsOf, type UnicodeMap } from './pdf/toUnicode';

/** Where and how words are shown: programs cut lines anew when a font's subset changes. */
const OF_WORDS = new Set('BT ET Tf Tm Td TD T* Tc Tw Tz TL Ts Tj TJ \' "'.split(' '));

/**
 * What a page's content says and draws, apart from how its fonts number their letters: programs that embed what they use
 * of a font number it anew when one letter is added anywhere. Undefined where the words can't be read that way.
 */
export function wordsAndDrawing(
  content: Buffer,
  fonts: Map<string, UnicodeMap | undefined>,
): Buffer | undefined {
  const lexer = new Lexer(content);
  const drawing: Buffer[] = [];
  let words = '';
  let font: UnicodeMap | undefined;
  let operands: Value[] = [];
  let start = 0;
  let drawn = 0;
  /** What lies between two words about words is one piece. */
  const draw = (): void => {
    if (drawn < start) drawing.push(content.subarray(drawn, start));
  };
  for (let token = lexer.next(); token !== undefined; token = lexer.next()) {
    if (!(token instanceof Keyword)) {
      operands.push(token);
      continue;
    }
    const { word } = token;
    // A picture inside the content is no sequence of objects.
    if (word === 'BI') return undefined;
    if (word === 'Tf') font = operands[0] instanceof Name ? fonts.get(operands[0].text) : undefined;
    if (word === 'Tj' || word === 'TJ' || word === "'" || word === '"') {
      const said = sayOf(operands.at(-1), font);
      if (said === undefined) return undefined;
      words += said;
    }
    if (OF_WORDS.has(word)) {
      draw();
      drawn = lexer.at;
    }
    start = lexer.at;
    operands = [];
  }
  draw();
  return Buffer.concat([Buffer.from(words), ...drawing]);
}

/** Undefined where a text is shown whose letters nobody names. */
function sayOf(value: Value | undefined, font: UnicodeMap | undefined): string | undefined {
  if (font === undefined) return showsNothing(value) ? '' : undefined;
  const said = meaningsOf(value, font);
  return said.isWhole ? said.words : undefined;
}

const showsNothing = (value: Value | undefined): boolean =>
  !(Array.isArray(value) ? value : [value]).some((one) => one instanceof Text);
