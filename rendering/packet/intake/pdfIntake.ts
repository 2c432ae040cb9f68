import { PdfBomb, type Budget } from '../pdf/decode';
import { DamagedPdf } from '../pdf/lexer';
import { isDict, nameOf, numberOf, Stream, type Dict, type Value } from '../pdf/objects';
import { pagesOf, TooManyPages, type SourcePage } from '../pdf/pages';
import { EncryptedPdf, PdfFile } from '../pdf/reader';
import type { IntakeLimits } from '../types';
import { refuseClassifiedPages } from './classified';
import { bomb, damaged, Refusal } from './refusal';

const POINTS_PER_MILLIMETRE = 72 / 25.4;
/** Inks of a picture, and what programs leave at its end. */
const MOST_COLOURS = 8;
const IMAGE_SLACK = 256 * 1024;
/** Smaller than any paper. */
const SHORTEST_SIDE = 10;

/** Actions that do more than turn to a page or open an address (ISO 32000-1, 12.6.4). */
const ACTIONS = new Map([
  ['JavaScript', '脚本（JavaScript）'],
  ['Launch', '启动程序的动作'],
  ['ImportData', '导入数据的动作'],
  ['SubmitForm', '对外提交数据的动作'],
  ['ResetForm', '表单动作'],
  ['GoToE', '打开内嵌文件的动作'],
  ['Rendition', '多媒体动作'],
  ['Movie', '多媒体动作'],
  ['Sound', '声音'],
  ['RichMediaExecute', '多媒体动作'],
  ['GoTo3DView', '三维动作'],
]);

const ANNOTATIONS = new Map([
  ['RichMedia', '多媒体内容'],
  ['Screen', '多媒体内容'],
  ['Movie', '视频'],
  ['Sound', '声音'],
  ['3D', '三维内容'],
  ['FileAttachment', '附件'],
]);

/** Looks at a whole PDF within bounds; answers its pages. Throws Refusal. */
export function inspectPdf(bytes: Uint8Array, limits: IntakeLimits): number {
  try {
    const file = PdfFile.open(bytes, limits);
    refuseActions(file);
    const pages = pagesOf(file, limits.pages);
    if (pages.length === 0) throw new Refusal('MATERIAL_NO_PAGES', '这个 PDF 没有页面，请检查后重新导出。');
    const promised = numberOf(file.resolve(file.dictOf(file.catalog.get('Pages'))?.get('Count')));
    if (promised !== undefined && promised !== pages.length) throw damaged('这个 PDF 的页面');
    pages.forEach((page, index) => refuseSize(page, index + 1, limits));
    refuseDamagedContent(file, pages, refuseObjects(file, limits));
    refuseClassifiedPages(file, pages);
    return pages.length;
  } catch (error) {
    throw inWords(error, limits);
  }
}

function inWords(error: unknown, limits: IntakeLimits): unknown {
  if (error instanceof EncryptedPdf)
    return new Refusal(
      'MATERIAL_ENCRYPTED',
      '这个 PDF 设有密码或者使用限制，不能编入会议材料。请去掉密码和限制后重新上传。',
    );
  if (error instanceof TooManyPages)
    return new Refusal(
      'MATERIAL_TOO_MANY_PAGES',
      `这个 PDF 超过 ${limits.pages} 页，不予接收。请只提交会议需要的部分，或者分成几个文件。`,
    );
  if (error instanceof PdfBomb) return bomb('这个 PDF ');
  if (error instanceof DamagedPdf || error instanceof RangeError) return damaged('这个 PDF ');
  return error;
}

function active(what: string): Refusal {
  return new Refusal(
    'MATERIAL_ACTIVE_CONTENT',
    `这个 PDF 含有${what}，不能编入会议材料。请用“打印成 PDF”的办法重新生成后上传。`,
  );
}

/** What would happen by itself when the file is opened. */
function refuseActions(file: PdfFile): void {
  const { catalog } = file;
  const opening = file.resolve(catalog.get('OpenAction'));
  if (isDict(opening) && nameOf(file.resolve(opening.get('S'))) !== 'GoTo')
    throw active('打开时自动执行的动作');
  const names = file.dictOf(catalog.get('Names'));
  if (names?.has('JavaScript')) throw active('脚本（JavaScript）');
  if (names?.has('EmbeddedFiles') || catalog.has('Collection')) throw active('内嵌的附件');
  if (file.dictOf(catalog.get('AcroForm'))?.has('XFA')) throw active('动态表单（XFA）');
}

function refuseSize({ box, unit }: SourcePage, number: number, { longestSide }: IntakeLimits): void {
  if (!box)
    throw new Refusal('MATERIAL_PAGE_SIZE', `这个 PDF 的第 ${number} 页没有写明页面大小，请重新导出后上传。`);
  const sides = [box[2] - box[0], box[3] - box[1]].map((side) => (side * unit) / POINTS_PER_MILLIMETRE);
  if (sides.every((side) => side >= SHORTEST_SIDE && side <= longestSide)) return;
  const size = sides.map((side) => Math.round(side)).join('×');
  throw new Refusal(
    'MATERIAL_PAGE_SIZE',
    `这个 PDF 的第 ${number} 页大小为 ${size} 毫米，应在 ${SHORTEST_SIDE} 至 ${longestSide} 毫米之间，请改用常用纸张重新导出。`,
  );
}

/** Every object of the file: what it would do, and what comes out of it. Answers the streams that can't be decoded. */
function refuseObjects(file: PdfFile, limits: IntakeLimits): Set<Value> {
  const broken = new Set<Value>();
  for (const num of file.numbers()) {
    const value = file.get(num);
    refuseValue(file, value);
    if (value instanceof Stream && !isSound(file, value, limits)) broken.add(value);
  }
  return broken;
}

function refuseValue(file: PdfFile, value: Value): void {
  if (Array.isArray(value)) for (const one of value) refuseValue(file, one);
  const dict = value instanceof Stream ? value.dict : value;
  if (!isDict(dict)) return;
  refuseDict(file, dict);
  for (const one of dict.values()) if (isDict(one) || Array.isArray(one)) refuseValue(file, one);
}

function refuseDict(file: PdfFile, dict: Dict): void {
  const action = ACTIONS.get(nameOf(file.resolve(dict.get('S'))) ?? '');
  if (action !== undefined) throw active(action);
  if (dict.has('JS')) throw active('脚本（JavaScript）');
  const automatic = file.dictOf(dict.get('AA'));
  if (automatic !== undefined && automatic.size > 0) throw active('自动执行的动作');
  if (dict.has('EF') || nameOf(dict.get('Type')) === 'EmbeddedFile') throw active('内嵌的附件');
  const annotation = dict.has('Rect')
    ? ANNOTATIONS.get(nameOf(file.resolve(dict.get('Subtype'))) ?? '')
    : undefined;
  if (annotation !== undefined) throw active(annotation);
}

/** False: it can't be decoded. A picture or a font then shows as nothing; a page's own content is another matter. */
function isSound(file: PdfFile, stream: Stream, limits: IntakeLimits): boolean {
  const { dict } = stream;
  if (dict.has('F')) throw active('指向外部文件的内容');
  const type = nameOf(dict.get('Type'));
  if (type === 'ObjStm' || type === 'XRef') return true;
  const isImage = nameOf(file.resolve(dict.get('Subtype'))) === 'Image';
  try {
    file.decode(stream, isImage ? imageBudget(file, dict, limits) : undefined);
    return true;
  } catch (error) {
    if (error instanceof DamagedPdf) return false;
    throw error;
  }
}

/**
 * A picture may come to what its size says and no more; it is not counted with the rest: a hundred scanned pages come to
 * gigabytes, and no reader holds more than one at a time.
 */
function imageBudget(file: PdfFile, dict: Dict, limits: IntakeLimits): Budget {
  const of = (key: string): number => Math.abs(numberOf(file.resolve(dict.get(key))) ?? 0);
  const [width, height, bits] = [of('Width'), of('Height'), Math.min(16, of('BitsPerComponent') || 8)];
  if (width * height > limits.pixels) throw bomb(`这个 PDF 中的图片（${width}×${height}）`);
  const most = Math.ceil((width * bits * MOST_COLOURS) / 8 + 1) * height + IMAGE_SLACK;
  return { part: most, total: 2 * most };
}

function refuseDamagedContent(file: PdfFile, pages: SourcePage[], broken: Set<Value>): void {
  for (const page of pages) {
    const contents = file.resolve(page.dict.get('Contents'));
    for (const one of Array.isArray(contents) ? contents : [contents]) {
      const stream = file.resolve(one);
      if (stream === null) continue;
      if (!(stream instanceof Stream) || broken.has(stream)) throw damaged('这个 PDF 的页面');
    }
  }
}
