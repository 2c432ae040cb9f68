import type { FontRole } from '../fonts';
import { Copier } from './pdf/copier';
import { numberOf, Ref, type Value } from './pdf/objects';
import { pagesOf } from './pdf/pages';
import { PdfFile } from './pdf/reader';
import { unicodeMap } from './pdf/toUnicode';
import type { PdfWriter } from './pdf/writer';
import { typesetter } from './typesetter';

interface Letter {
  font: string;
  code: string;
  /** Thousandths of the size */
  width: number;
}

/** A space is no letter but a step. */
const SPACE = 280;
const NO_GLYPH = '〓';

/** Letters of a font, embedded as far as they are used, for content that the binder writes itself. */
export class StampFont {
  private constructor(
    private readonly letters: Map<string, Letter>,
    /** Entries for a /Font dictionary */
    readonly resources: string,
  ) {}

  /** Embeds `text`'s letters in the file that is written. */
  static embed(text: string, role: FontRole, writer: PdfWriter, fontsDirectory?: string): StampFont {
    const letters = [...new Set(`${text}${NO_GLYPH}`.replace(/\s/g, ''))].sort().join('');
    const file = PdfFile.open(typesetter(fontsDirectory).set('packetLetters', { letters, role }).pdf);
    const [page] = pagesOf(file);
    const fonts = file.dictOf(file.dictOf(page?.resources)?.get('Font')) ?? new Map<string, Value>();
    const copier = new Copier(file, writer);
    const known = new Map<string, Letter>();
    let resources = '';
    for (const [key, value] of fonts) {
      resources += `/${key} ${copier.print(value)}`;
      for (const [character, letter] of lettersOf(file, key, value)) known.set(character, letter);
    }
    copier.drain();
    return new StampFont(known, resources);
  }

  widthOf(text: string, size: number): number {
    const thousandths = [...text].reduce((sum, one) => sum + (this.letter(one)?.width ?? SPACE), 0);
    return (thousandths * size) / 1000;
  }

  /** Operators that show `text` from (x, y), inside BT … ET. */
  show(text: string, x: number, y: number, size: number): string {
    let operators = `1 0 0 1 ${point(x)} ${point(y)} Tm`;
    let font = '';
    let run = '';
    const end = (): void => {
      if (run !== '') operators += ` [${run}] TJ`;
      run = '';
    };
    for (const character of text) {
      const letter = this.letter(character);
      if (letter === undefined) {
        run += ` -${SPACE}`;
        continue;
      }
      if (letter.font !== font) {
        end();
        font = letter.font;
        operators += ` /${font} ${point(size)} Tf`;
      }
      run += `<${letter.code}>`;
    }
    end();
    return operators;
  }

  private letter(character: string): Letter | undefined {
    if (/\s/.test(character)) return undefined;
    return this.letters.get(character) ?? this.letters.get(NO_GLYPH);
  }
}

/** What a number is written as in content. */
export const point = (value: number): string => String(Math.round(value * 1000) / 1000);

function* lettersOf(file: PdfFile, font: string, value: Value): Generator<[string, Letter]> {
  const dict = file.dictOf(value);
  const map = dict && unicodeMap(file, dict);
  const [descendant] = file.arrayOf(dict?.get('DescendantFonts'));
  if (!map) return;
  const widths = widthsOf(file, file.dictOf(descendant)?.get('W'));
  const fallback = numberOf(file.resolve(file.dictOf(descendant)?.get('DW'))) ?? 1000;
  for (const [code, character] of map.meaning)
    yield [
      character,
      { font, code: code.toString(16).padStart(4, '0'), width: widths.get(code) ?? fallback },
    ];
}

function widthsOf(file: PdfFile, value: Value | undefined): Map<number, number> {
  const widths = new Map<number, number>();
  const list = file.arrayOf(value).map((one) => (one instanceof Ref ? file.resolve(one) : one));
  for (let at = 0; at < list.length;) {
    const first = numberOf(list[at]) ?? 0;
    const next = list[at + 1];
    if (Array.isArray(next)) {
      next.forEach((width, index) => widths.set(first + index, numberOf(width) ?? 0));
      at += 2;
      continue;
    }
    const last = numberOf(next) ?? first;
    const width = numberOf(list[at + 2]) ?? 0;
    for (let code = first; code <= Math.min(last, first + 65_535); code += 1) widths.set(code, width);
    at += 3;
  }
  return widths;
}
