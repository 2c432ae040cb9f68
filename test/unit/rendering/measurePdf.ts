import type { PDFiumPage } from '@hyzyla/pdfium';
import { openPdf } from './readPdf';

/** A box in millimetres from the page's top left corner. */
export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export interface MeasuredCharacter extends Box {
  text: string;
  /** Points */
  size: number;
  font: string;
  /** The pen's position, millimetres from the left and from the top (the baseline) */
  x: number;
  baseline: number;
  red: boolean;
}

export interface MeasuredLine extends Box {
  text: string;
  characters: MeasuredCharacter[];
  size: number;
  baseline: number;
}

/** A path as wide as a rule: its ink, with the stroke. */
export interface MeasuredRule extends Box {
  width: number;
  /** Millimetres */
  thickness: number;
  red: boolean;
}

export interface MeasuredPage {
  characters: MeasuredCharacter[];
  lines: MeasuredLine[];
  rules: MeasuredRule[];
}

/** The part of PDFium's C interface used here; the package exports it without types. */
interface Pdfium {
  _malloc(bytes: number): number;
  HEAPF32: Float32Array;
  HEAPF64: Float64Array;
  HEAPU32: Uint32Array;
  HEAPU8: Uint8Array;
  _FPDFText_LoadPage(page: number): number;
  _FPDFText_ClosePage(text: number): void;
  _FPDFText_CountChars(text: number): number;
  _FPDFText_GetUnicode(text: number, index: number): number;
  _FPDFText_IsGenerated(text: number, index: number): number;
  _FPDFText_GetFontSize(text: number, index: number): number;
  _FPDFText_GetFontInfo(text: number, index: number, name: number, bytes: number, flags: number): number;
  _FPDFText_GetFillColor(text: number, index: number, r: number, g: number, b: number, a: number): number;
  _FPDFText_GetMatrix(text: number, index: number, matrix: number): number;
  _FPDFText_GetCharOrigin(text: number, index: number, x: number, y: number): number;
  _FPDFText_GetCharBox(text: number, index: number, l: number, r: number, b: number, t: number): number;
  _FPDFPage_CountObjects(page: number): number;
  _FPDFPage_GetObject(page: number, index: number): number;
  _FPDFPageObj_GetType(object: number): number;
  _FPDFPageObj_GetBounds(object: number, l: number, b: number, r: number, t: number): number;
  _FPDFPageObj_GetFillColor(object: number, r: number, g: number, b: number, a: number): number;
  _FPDFPageObj_GetStrokeColor(object: number, r: number, g: number, b: number, a: number): number;
  _FPDFPath_GetDrawMode(object: number, fillMode: number, stroke: number): number;
}

const pathObject = 2;
const isMark = (text: string): boolean => !/[\s\u200b\0]/u.test(text);
const millimetres = (points: number): number => (points * 25.4) / 72;

/** Reads positions, sizes, faces and colours back with another implementation than the one that wrote them. */
export function measurePdf(pdf: Uint8Array): Promise<MeasuredPage[]> {
  return openPdf(pdf, (document) => [...document.pages()].map(measurePage));
}

function measurePage(page: PDFiumPage): MeasuredPage {
  const { module, pageIdx } = page as unknown as { module: Pdfium; pageIdx: number };
  const height = page.getOriginalSize().originalHeight;
  const characters = measureCharacters(module, pageIdx, height).filter(({ text }) => isMark(text));
  return { characters, lines: linesOf(characters), rules: measureRules(module, pageIdx, height) };
}

const scratch = new WeakMap<Pdfium, number>();
const scratchBytes = 256;

/** Four numbers of 8 bytes and a name: PDFium answers through pointers. */
function scratchOf(module: Pdfium): number {
  const address = scratch.get(module) ?? module._malloc(scratchBytes);
  scratch.set(module, address);
  return address;
}

function measureCharacters(module: Pdfium, page: number, height: number): MeasuredCharacter[] {
  const at = scratchOf(module);
  const text = module._FPDFText_LoadPage(page);
  const found: MeasuredCharacter[] = [];
  for (let index = 0; index < module._FPDFText_CountChars(text); index += 1) {
    if (module._FPDFText_IsGenerated(text, index) === 1) continue;
    const character = String.fromCodePoint(module._FPDFText_GetUnicode(text, index));
    module._FPDFText_GetMatrix(text, index, at);
    const scale = Math.abs(module.HEAPF32[at / 4 + 3] ?? 1);
    const size = module._FPDFText_GetFontSize(text, index) * scale;
    module._FPDFText_GetFillColor(text, index, at, at + 4, at + 8, at + 12);
    const red = isRed(module, at);
    const nameBytes = module._FPDFText_GetFontInfo(text, index, at, scratchBytes, 0);
    const font = Buffer.from(module.HEAPU8.slice(at, at + nameBytes - 1)).toString('latin1');
    module._FPDFText_GetCharOrigin(text, index, at, at + 8);
    const [x = 0, y = 0] = module.HEAPF64.slice(at / 8, at / 8 + 2);
    module._FPDFText_GetCharBox(text, index, at, at + 8, at + 16, at + 24);
    const [left = 0, right = 0, bottom = 0, top = 0] = module.HEAPF64.slice(at / 8, at / 8 + 4);
    const box = { left, right, top: height - top, bottom: height - bottom, x, baseline: height - y };
    const inMillimetres = Object.fromEntries(
      Object.entries(box).map(([name, value]) => [name, millimetres(value)]),
    ) as typeof box;
    found.push({ text: character, size, font, red, ...inMillimetres });
  }
  module._FPDFText_ClosePage(text);
  return found;
}

/** Rules are the paths much wider than high; a stroke lies around its path. */
function measureRules(module: Pdfium, page: number, height: number): MeasuredRule[] {
  const at = scratchOf(module);
  const rules: MeasuredRule[] = [];
  for (let index = 0; index < module._FPDFPage_CountObjects(page); index += 1) {
    const object = module._FPDFPage_GetObject(page, index);
    if (module._FPDFPageObj_GetType(object) !== pathObject) continue;
    module._FPDFPath_GetDrawMode(object, at, at + 4);
    const isStroked = module.HEAPU32[at / 4 + 1] === 1;
    if (isStroked) module._FPDFPageObj_GetStrokeColor(object, at, at + 4, at + 8, at + 12);
    else module._FPDFPageObj_GetFillColor(object, at, at + 4, at + 8, at + 12);
    const red = isRed(module, at);
    module._FPDFPageObj_GetBounds(object, at, at + 4, at + 8, at + 12);
    const [left = 0, bottom = 0, right = 0, top = 0] = [...module.HEAPF32.slice(at / 4, at / 4 + 4)];
    const box = {
      left: millimetres(left),
      right: millimetres(right),
      top: millimetres(height - top),
      bottom: millimetres(height - bottom),
    };
    rules.push({ ...box, width: box.right - box.left, thickness: box.bottom - box.top, red });
  }
  return rules.sort((one, other) => one.top - other.top);
}

function isRed(module: Pdfium, at: number): boolean {
  const [red = 0, green = 0, blue = 0] = module.HEAPU32.slice(at / 4, at / 4 + 3);
  return red > 200 && green < 60 && blue < 60;
}

/** Characters of one baseline, left to right, from the top of the page. */
function linesOf(characters: MeasuredCharacter[]): MeasuredLine[] {
  const lines = new Map<number, MeasuredCharacter[]>();
  for (const character of characters) {
    const key = [...lines.keys()].find((baseline) => Math.abs(baseline - character.baseline) < 0.3);
    lines.set(key ?? character.baseline, [...(lines.get(key ?? -1) ?? []), character]);
  }
  return [...lines.entries()]
    .sort(([one], [other]) => one - other)
    .map(([baseline, unordered]) => {
      const ordered = unordered.sort((one, other) => one.x - other.x);
      return {
        text: ordered.map(({ text }) => text).join(''),
        characters: ordered,
        size: Math.max(...ordered.map(({ size }) => size)),
        baseline,
        left: Math.min(...ordered.map(({ left }) => left)),
        right: Math.max(...ordered.map(({ right }) => right)),
        top: Math.min(...ordered.map(({ top }) => top)),
        bottom: Math.max(...ordered.map(({ bottom }) => bottom)),
      };
    });
}
