import type { IntakeLimits } from '../types';
import { imageHead, inspectImage } from './imageIntake';
import { bomb, damaged, Refusal } from './refusal';
import { zipEntries, type ZipEntry } from './zipReader';

export type OfficeKind = 'docx' | 'xlsx' | 'pptx';

const MAIN: [RegExp, OfficeKind][] = [
  [/wordprocessingml\.(document|template)\.main\+xml/, 'docx'],
  [/spreadsheetml\.(sheet|template)\.main\+xml/, 'xlsx'],
  [/presentationml\.(presentation|slideshow|template)\.main\+xml/, 'pptx'],
];

const OTHER_ZIPS: [string, string][] = [
  ['OFD.xml', 'OFD 文件暂不能编入会议材料，请用阅读软件转换（打印）成 PDF 后上传。'],
  ['mimetype', '请另存为 DOCX、XLSX、PPTX 或者 PDF 后上传。'],
];

/** Looks at an Office file: what it is, and that nothing in it runs, links out or swells. Throws Refusal. */
export function inspectOffice(bytes: Buffer, limits: IntakeLimits): OfficeKind {
  const entries = zipEntries(bytes, limits);
  const types = entries.find(({ name }) => name === '[Content_Types].xml');
  if (!types) throw notOurs(entries);
  const declared = types.read().toString('utf8');
  if (/macroEnabled/i.test(declared)) throw macros();
  const kind = MAIN.find(([pattern]) => pattern.test(declared))?.[1];
  if (kind === undefined) throw notOurs(entries);
  for (const entry of entries) refuseEntry(entry, limits);
  return kind;
}

function notOurs(entries: ZipEntry[]): Refusal {
  const words = OTHER_ZIPS.find(([name]) => entries.some((entry) => entry.name === name))?.[1];
  return new Refusal(
    'MATERIAL_TYPE_REFUSED',
    words ?? '压缩包不能作会议材料，请解开后把其中的文件逐个上传。',
  );
}

function macros(): Refusal {
  return new Refusal(
    'MATERIAL_ACTIVE_CONTENT',
    '这个文件含有宏，不予接收。请另存为不含宏的格式（DOCX、XLSX、PPTX）或者 PDF 后上传。',
  );
}

function refuseEntry(entry: ZipEntry, limits: IntakeLimits): void {
  const { name } = entry;
  if (/vbaProject|vbaData|\/activeX\/|\.(exe|dll|js|vbs|bat|cmd|ps1|jar)$/i.test(name)) throw macros();
  const data = entry.read();
  if (/\.(xml|rels)$/i.test(name)) refuseXml(name, xmlText(data));
  const head = /\.(png|jpe?g)$/i.test(name) ? headOf(data) : undefined;
  if (head && head.width * head.height > limits.pixels) inspectImage(data, head, limits);
}

function headOf(data: Buffer): ReturnType<typeof imageHead> {
  try {
    return imageHead(data);
  } catch {
    // The converter shows a damaged picture as nothing, as Word does.
    return undefined;
  }
}

function refuseXml(name: string, text: string): void {
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw bomb('这个文件');
  if (/\.rels$/i.test(name)) refuseLinks(text);
  if (!name.startsWith('word/')) return;
  const fields = [...text.matchAll(/<w:instrText[^>]*>([^<]*)</g)].map(([, field = '']) => field).join('');
  if (/\b(DDE|DDEAUTO|INCLUDETEXT)\b/i.test(fields)) throw links();
}

/** Addresses that a reader may click stay; what would be fetched when the file is opened does not. */
function refuseLinks(text: string): void {
  for (const [element] of decodeReferences(text).matchAll(/<(?:\w+:)?Relationship\b[^>]*>/g)) {
    if (!/TargetMode\s*=\s*["']\s*External/i.test(element)) continue;
    if (!/Type\s*=\s*["'][^"']*\/hyperlink["']/i.test(element)) throw links();
  }
}

function links(): Refusal {
  return new Refusal(
    'MATERIAL_EXTERNAL_LINK',
    '这个文件引用了外部的模板、图片或者数据，打开时会去读取别处的内容。请断开链接（WPS、Word：编辑链接→断开；Excel：数据→编辑链接→断开）或者导出为 PDF 后上传。',
  );
}

function xmlText(data: Buffer): string {
  if (data[0] === 0xff && data[1] === 0xfe) return data.toString('utf16le');
  if (data[0] === 0xfe && data[1] === 0xff) {
    if (data.length % 2 === 1) throw damaged('这个文件');
    return Buffer.from(data).swap16().toString('utf16le');
  }
  return data.toString('utf8');
}

function decodeReferences(text: string): string {
  return text
    .replace(/&#x([0-9a-f]{1,6});/gi, (_, code: string) =>
      String.fromCodePoint(Math.min(parseInt(code, 16), 0x10ffff)),
    )
    .replace(/&#([0-9]{1,7});/g, (_, code: string) => String.fromCodePoint(Math.min(Number(code), 0x10ffff)));
}
