import { Keyword, Lexer } from '../../../rendering/packet/pdf/lexer';
import { Name, Real, Ref, Text, type Value } from '../../../rendering/packet/pdf/objects';

/** Everything in some bytes, in a notation that tells kinds apart. */
function read(source: string): string[] {
  const lexer = new Lexer(Buffer.from(source, 'latin1'));
  const shown: string[] = [];
  for (let token = lexer.next(); token !== undefined; token = lexer.next()) shown.push(show(token));
  return shown;
}

function show(token: Value | Keyword): string {
  if (token instanceof Keyword) return `word ${token.word}`;
  if (token instanceof Name) return `name ${token.text}`;
  if (token instanceof Real) return `real ${token.source}`;
  if (token instanceof Ref) return `reference ${token.num} ${token.gen}`;
  if (token instanceof Text) return `text ${token.source.toString('latin1')}`;
  return Array.isArray(token) ? `[${token.map(show).join(', ')}]` : JSON.stringify(token);
}

describe('objects of a PDF are read as they stand (ISO 32000-1, 7.2 and 7.3)', () => {
  test.each([
    ['12', '12'],
    ['-7', '-7'],
    ['+7', '7'],
    ['99999999999', '99999999999'],
    ['0.50', 'real 0.50'],
    ['-.5', 'real -.5'],
    ['+.5', 'real .5'],
    ['5.', 'real 5.'],
    ['12345678901.25', 'real 12345678901.25'],
    ['4.-5', '4'],
    ['--3', '0'],
    ['.', '0'],
    ['-', '0'],
    ['1e5', 'word 1e5'],
    ['1.2.3', 'word 1.2.3'],
  ])('the number %s', (source, shown) => {
    expect(read(source)).toEqual([shown]);
  });

  test('a reference is told from numbers before a word', () => {
    expect(read('12 0 R 12 0 RG 3 4 m')).toEqual('reference 12 0, 12, 0, word RG, 3, 4, word m'.split(', '));
  });

  test('words that were read before are told apart: operators, names, texts, true, null', () => {
    const once = ['word q', 'name q', 'word BT', 'word BDC', 'word Tf', 'name F1', 'true', 'null'];
    expect(read('q/q BT BDC Tf/F1 true null '.repeat(2))).toEqual([...once, ...once]);
    expect(read('[(a\\)(b)) <0a> -3 .5]TJ')).toEqual(['[text (a\\)(b)), text <0a>, -3, real .5]', 'word TJ']);
  });
});
