import { createHash } from 'node:crypto';
import { wordsAndDrawing } from './pageWords';
import type { Copier } from './pdf/copier';
import { DamagedPdf } from './pdf/lexer';
import { nameOf, type Dict, type Value } from './pdf/objects';
import { contentOf } from './pdf/pageContent';
import type { SourcePage } from './pdf/pages';
import { unicodeMap, type UnicodeMap } from './pdf/toUnicode';

/** Programs that embed a part of a font put six letters before its name. */
const SUBSET = /^[A-Z]{6}\+/;

/** Hashes of the pages of one file: of what is on a page, and what that uses, before anything is stamped on it. */
export class PageHasher {
  private readonly maps = new Map<Dict, UnicodeMap | undefined>();

  constructor(private readonly copier: Copier) {}

  hash(page: SourcePage): string {
    const { file } = this.copier;
    const content = contentOf(file, page);
    const used = new Set<string>();
    for (const [, name = ''] of content.toString('latin1').matchAll(/\/([^\s/<>[\](){}%]+)/g)) used.add(name);
    const hash = createHash('sha1');
    hash.update(`${page.box?.join()} ${page.rotate} ${page.unit}`);
    const resources = file.dictOf(page.resources) ?? new Map<string, Value>();
    const fonts = [...(file.dictOf(resources.get('Font')) ?? [])].filter(([name]) => used.has(name));
    const words = this.wordsOf(content, fonts);
    hash.update(words ?? content);
    for (const [kind, entries] of resources) {
      if (kind === 'Font' && words !== undefined) continue;
      for (const [name, value] of file.dictOf(entries) ?? [])
        if (used.has(name)) hash.update(`${kind} ${name} ${this.copier.digest(value)}`);
    }
    for (const value of file.arrayOf(page.dict.get('Annots')))
      hash.update(this.appearance(file.dictOf(value)));
    return hash.digest('base64url');
  }

  /** The page's words where all its fonts are parts whose letters are named; with the fonts' own names. */
  private wordsOf(content: Buffer, fonts: [string, Value][]): Buffer | undefined {
    if (fonts.length === 0) return undefined;
    const maps = new Map<string, UnicodeMap | undefined>();
    const names = new Set<string>();
    try {
      for (const [name, value] of fonts) {
        const dict = this.copier.file.dictOf(value);
        const base = nameOf(dict?.get('BaseFont')) ?? '';
        const map = dict && SUBSET.test(base) ? this.mapOf(dict) : undefined;
        if (map === undefined) return undefined;
        maps.set(name, map);
        names.add(base.replace(SUBSET, ''));
      }
      const words = wordsAndDrawing(content, maps);
      return words && Buffer.concat([Buffer.from([...names].sort().join()), words]);
    } catch (error) {
      // A map of letters may be damaged where the page is not.
      if (error instanceof DamagedPdf) return undefined;
      throw error;
    }
  }

  private mapOf(font: Dict): UnicodeMap | undefined {
    if (!this.maps.has(font)) this.maps.set(font, unicodeMap(this.copier.file, font));
    return this.maps.get(font);
  }

  private appearance(annotation: Dict | undefined): string {
    if (!annotation || nameOf(annotation.get('Subtype')) === 'Link') return '';
    return ['AP', 'AS', 'Rect', 'Contents', 'F']
      .map((key) => this.copier.digest(annotation.get(key) ?? null))
      .join(' ');
  }
}
