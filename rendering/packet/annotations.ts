import { around, cm, multiply, printBox, type Laid, type Matrix } from './geometry';
import type { Copier } from './pdf/copier';
import { bytesOf, isDict, nameOf, numberOf, Ref, Stream, Text, type Dict, type Value } from './pdf/objects';
import type { Box } from './pdf/pages';
import type { PdfFile } from './pdf/reader';

/** What people put on paper; what plays, runs, asks or attaches is left behind. */
const KEPT = new Set(
  'Link Text FreeText Line Square Circle Polygon PolyLine Highlight Underline Squiggly StrikeOut Stamp Caret Ink'.split(
    ' ',
  ),
);

/** Actions and places in the old document. */
const LEFT_OUT = new Set([
  'A',
  'AA',
  'PA',
  'Dest',
  'P',
  'Parent',
  'Popup',
  'IRT',
  'FS',
  'StructParent',
  'Rect',
  'RT',
]);

const HIDDEN = 2 + 32;

/** A link of our own front pages: packet:page/12 */
const OWN_LINK = /^packet:page\/([0-9]+)$/;

export interface Annotations {
  /** As they stand in /Annots */
  kept: string[];
  /** Filled-in fields, drawn for good: their content, and the forms it uses */
  drawn: string;
  forms: string;
}

export interface Targets {
  /** The new number of the page object of a source page, by the number of its old one */
  ofSource(num: number): number | undefined;
  /** Of a page of the packet, counted from 1 */
  ofPacket(page: number): number | undefined;
  /** Whether our own links count: in front pages only */
  isOurs: boolean;
}

/** The annotations of a page as the packet keeps them. */
export function keepAnnotations(copier: Copier, page: Dict, laid: Laid, targets: Targets): Annotations {
  const result: Annotations = { kept: [], drawn: '', forms: '' };
  const { file } = copier;
  for (const value of file.arrayOf(page.get('Annots'))) {
    const dict = file.dictOf(value);
    const rect = dict && rectOf(file, dict.get('Rect'));
    if (!dict || !rect) continue;
    const flags = numberOf(file.resolve(dict.get('F'))) ?? 0;
    const subtype = nameOf(file.resolve(dict.get('Subtype'))) ?? '';
    if (subtype === 'Widget') {
      if ((flags & HIDDEN) === 0) draw(copier, dict, rect, result);
      continue;
    }
    if (!KEPT.has(subtype)) continue;
    const target = subtype === 'Link' ? linkTarget(file, dict, targets) : '';
    if (target === undefined) continue;
    const place = printBox(laid.fit ? around(rect, laid.fit) : rect);
    result.kept.push(`<<${copier.entries(dict, LEFT_OUT)}/Rect${place}${target}>>`);
  }
  return result;
}

/** A form's field: its appearance becomes part of the page (12.5.5). */
function draw(copier: Copier, dict: Dict, rect: Box, result: Annotations): void {
  const { file } = copier;
  const normal = file.dictOf(dict.get('AP'))?.get('N');
  const state = nameOf(file.resolve(dict.get('AS')));
  const isChoice = isDict(file.resolve(normal) ?? undefined);
  const value = isChoice ? file.dictOf(normal)?.get(state ?? 'Off') : normal;
  const stream = file.resolve(value);
  if (!(value instanceof Ref) || !(stream instanceof Stream)) return;
  const bounds = rectOf(file, stream.dict.get('BBox'));
  if (!bounds) return;
  const numbers = file.arrayOf(stream.dict.get('Matrix')).map((one) => numberOf(file.resolve(one)) ?? 0);
  const matrix = (numbers.length === 6 ? numbers : [1, 0, 0, 1, 0, 0]) as Matrix;
  const [left, bottom, right, top] = around(bounds, matrix);
  if (!(right > left && top > bottom)) return;
  const [sx, sy] = [(rect[2] - rect[0]) / (right - left), (rect[3] - rect[1]) / (top - bottom)];
  const placed = multiply([1, 0, 0, 1, -left, -bottom], [sx, 0, 0, sy, rect[0], rect[1]]);
  const name = `W${result.forms.split('/W').length}`;
  result.forms += `/${name} ${copier.print(value)}`;
  result.drawn += `q ${cm(placed)} /${name} Do Q\n`;
}

/** What a link leads to, as entries of its dictionary; undefined: nowhere any more. */
function linkTarget(file: PdfFile, dict: Dict, targets: Targets): string | undefined {
  const action = file.dictOf(dict.get('A'));
  const kind = nameOf(file.resolve(action?.get('S')));
  if (kind === 'URI') {
    const uri = file.resolve(action?.get('URI'));
    const address = uri instanceof Text ? bytesOf(uri).toString('latin1') : '';
    const own = targets.isOurs ? OWN_LINK.exec(address) : null;
    if (own) return destination(targets.ofPacket(Number(own[1])), '/XYZ null null null');
    if (!/^(https?|mailto):/i.test(address) || !(uri instanceof Text)) return undefined;
    return `/A<</S/URI/URI ${uri.source.toString('latin1')}>>`;
  }
  if (action && kind !== 'GoTo') return undefined;
  const [page, ...view] = explicit(file, action?.get('D') ?? dict.get('Dest'));
  if (!(page instanceof Ref)) return undefined;
  const printed = view.map((one) => {
    const value = file.resolve(one);
    return value === null
      ? 'null'
      : nameOf(value) !== undefined
        ? `/${nameOf(value)}`
        : String(numberOf(value) ?? 'null');
  });
  const isView = /^\/(XYZ|Fit|FitH|FitV|FitR|FitB|FitBH|FitBV)$/.test(printed[0] ?? '');
  return destination(targets.ofSource(page.num), isView ? printed.join(' ') : '/Fit');
}

const destination = (page: number | undefined, view: string): string | undefined =>
  page === undefined ? undefined : `/Dest[${page} 0 R ${view}]`;

/** An explicit destination, also where the link names it (12.3.2.3). */
function explicit(file: PdfFile, value: Value | undefined): Value[] {
  const found = file.resolve(value);
  if (Array.isArray(found)) return found;
  const name = found instanceof Text ? bytesOf(found).toString('latin1') : nameOf(found);
  if (name === undefined) return [];
  const old = file.dictOf(file.catalog.get('Dests'))?.get(name);
  const named = old ?? inTree(file, file.dictOf(file.catalog.get('Names'))?.get('Dests'), name);
  const target = file.resolve(named);
  return file.arrayOf(isDict(target ?? undefined) ? (target as Dict).get('D') : target);
}

function inTree(file: PdfFile, root: Value | undefined, name: string): Value | undefined {
  const seen = new Set<Dict>();
  const waiting = [root];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const dict = file.dictOf(next);
    if (!dict || seen.has(dict)) continue;
    seen.add(dict);
    const names = file.arrayOf(dict.get('Names'));
    for (let at = 0; at + 1 < names.length; at += 2) {
      const key = file.resolve(names[at]);
      if (key instanceof Text && bytesOf(key).toString('latin1') === name) return names[at + 1];
    }
    const [first, last] = file.arrayOf(dict.get('Limits')).map((one) => {
      const limit = file.resolve(one);
      return limit instanceof Text ? bytesOf(limit).toString('latin1') : undefined;
    });
    if (first !== undefined && last !== undefined && (name < first || name > last)) continue;
    waiting.push(...file.arrayOf(dict.get('Kids')));
  }
  return undefined;
}

function rectOf(file: PdfFile, value: Value | undefined): Box | undefined {
  const sides = file.arrayOf(value).map((side) => numberOf(file.resolve(side)));
  const [a, b, c, d] = sides;
  if (a === undefined || b === undefined || c === undefined || d === undefined) return undefined;
  const box: Box = [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
  return box.every(Number.isFinite) ? box : undefined;
}
