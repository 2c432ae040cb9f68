import { DamagedPdf } from './lexer';
import { numberOf, Ref, type Dict, type Value } from './objects';
import type { PdfFile } from './reader';

export class TooManyPages extends Error {}

export type Box = [left: number, bottom: number, right: number, top: number];

/** A page with what it inherits from the tree. */
export interface SourcePage {
  /** Number of its object; undefined where the tree holds it directly */
  num: number | undefined;
  dict: Dict;
  resources: Value;
  /** What is seen of it; undefined where the file says none that makes sense */
  box: Box | undefined;
  /** Clockwise, 0, 90, 180 or 270 */
  rotate: number;
  /** Points in a unit */
  unit: number;
}

const inherited = ['Resources', 'MediaBox', 'CropBox', 'Rotate'] as const;

/** The pages in their order. Throws DamagedPdf for a tree that comes back to itself, TooManyPages beyond `most`. */
export function pagesOf(file: PdfFile, most = Infinity): SourcePage[] {
  const pages: SourcePage[] = [];
  const seen = new Set<Dict>();
  const waiting: { value: Value; from: Dict }[] = [
    { value: file.catalog.get('Pages') ?? null, from: new Map() },
  ];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const dict = file.dictOf(next.value);
    if (dict === undefined) continue;
    const own: Dict = new Map(next.from);
    for (const key of inherited) if (dict.has(key)) own.set(key, dict.get(key) ?? null);
    if (dict.has('Kids')) {
      if (seen.has(dict)) throw new DamagedPdf('page tree comes back to itself');
      seen.add(dict);
      const kids = file.arrayOf(dict.get('Kids'));
      for (let at = kids.length - 1; at >= 0; at -= 1) waiting.push({ value: kids[at] ?? null, from: own });
      if (waiting.length > most + 100_000) throw new TooManyPages('too many kids');
      continue;
    }
    if (pages.length >= most) throw new TooManyPages('too many pages');
    pages.push(sourcePage(file, next.value, dict, own));
  }
  return pages;
}

function sourcePage(file: PdfFile, value: Value, dict: Dict, own: Dict): SourcePage {
  const media = boxOf(file, own.get('MediaBox'));
  const crop = boxOf(file, own.get('CropBox'));
  const turned = numberOf(file.resolve(own.get('Rotate'))) ?? 0;
  return {
    num: value instanceof Ref ? value.num : undefined,
    dict,
    resources: own.get('Resources') ?? null,
    box: media && crop ? (within(crop, media) ?? media) : media,
    rotate: (((Math.round(turned / 90) * 90) % 360) + 360) % 360,
    unit: numberOf(file.resolve(dict.get('UserUnit'))) ?? 1,
  };
}

function boxOf(file: PdfFile, value: Value | undefined): Box | undefined {
  const [a, b, c, d] = file.arrayOf(value).map((side) => numberOf(file.resolve(side)));
  if (a === undefined || b === undefined || c === undefined || d === undefined) return undefined;
  const box: Box = [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
  return box.every(Number.isFinite) && box[2] > box[0] && box[3] > box[1] ? box : undefined;
}

function within(box: Box, outer: Box): Box | undefined {
  const [left, bottom, right, top] = box.map((side, at) =>
    at < 2 ? Math.max(side, outer[at] ?? side) : Math.min(side, outer[at] ?? side),
  ) as Box;
  return right > left && top > bottom ? [left, bottom, right, top] : undefined;
}
