import { DamagedPdf, Keyword, Lexer } from '../pdf/lexer';
import { Name, type Value } from '../pdf/objects';
import { contentOf } from '../pdf/pageContent';
import type { SourcePage } from '../pdf/pages';
import type { PdfFile } from '../pdf/reader';
import { meaningsOf, unicodeMap, type UnicodeMap } from '../pdf/toUnicode';
import { Refusal } from './refusal';

/** 密级 with its star, as GB/T 9704-2012 7.2.2 writes it: law 12, no state secret enters. */
const CLASSIFIED = /(绝密|机密|秘密)\s*[★☆]/u;
/** The mark stands on a paper's first page; a file may have a cover before it. */
const PAGES_READ = 3;

/** Throws Refusal for words that carry a 密级. */
export function refuseClassified(words: string): void {
  if (!CLASSIFIED.test(words)) return;
  throw new Refusal(
    'MATERIAL_CLASSIFIED',
    '本系统不处理国家秘密，标有密级的材料不能上传，请改走机要渠道，会场分发纸质件。',
  );
}

/**
 * The same for the first pages of a PDF, as far as its fonts say what their letters are. What is scanned or drawn can't be read
 * so: there it rests on whoever uploads.
 */
export function refuseClassifiedPages(file: PdfFile, pages: SourcePage[]): void {
  for (const page of pages.slice(0, PAGES_READ)) refuseClassified(wordsOf(file, page));
}

function wordsOf(file: PdfFile, page: SourcePage): string {
  try {
    return saidOn(contentOf(file, page), fontsOf(file, page));
  } catch (error) {
    // Whether the page is sound is asked elsewhere.
    if (error instanceof DamagedPdf) return '';
    throw error;
  }
}

function fontsOf(file: PdfFile, { resources }: SourcePage): Map<string, UnicodeMap> {
  const fonts = file.dictOf(file.dictOf(resources)?.get('Font')) ?? new Map<string, Value>();
  const maps = [...fonts].flatMap(([name, value]): [string, UnicodeMap][] => {
    const dict = file.dictOf(value);
    const map = dict && unicodeMap(file, dict);
    return map ? [[name, map]] : [];
  });
  return new Map(maps);
}

/** Words in the order in which they are drawn; up to a picture inside the content, which is no sequence of objects. */
function saidOn(content: Buffer, fonts: Map<string, UnicodeMap>): string {
  const lexer = new Lexer(content);
  let said = '';
  let font: UnicodeMap | undefined;
  let operands: Value[] = [];
  for (let token = lexer.next(); token !== undefined; token = lexer.next()) {
    if (!(token instanceof Keyword)) {
      operands.push(token);
      continue;
    }
    const { word } = token;
    if (word === 'BI') return said;
    if (word === 'Tf') font = operands[0] instanceof Name ? fonts.get(operands[0].text) : undefined;
    if (font && (word === 'Tj' || word === 'TJ' || word === "'" || word === '"'))
      said += meaningsOf(operands.at(-1), font).words;
    operands = [];
  }
  return said;
}
