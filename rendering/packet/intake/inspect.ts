import type { AcceptedMaterial, Inspection, IntakeLimits, MaterialKind } from '../types';
import { imageHead, inspectImage } from './imageIntake';
import { inspectOffice } from './officeIntake';
import { inspectPdf } from './pdfIntake';
import { Refusal } from './refusal';
import { decodeText, inspectText } from './textIntake';

export const MEDIA_TYPES: Record<MaterialKind, string> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpeg: 'image/jpeg',
  markdown: 'text/markdown',
  text: 'text/plain',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
};

const TAKEN = '可以上传 PDF、DOCX、XLSX、PPTX、PNG、JPEG、Markdown（.md）和纯文本（.txt）。';

/** Looks at a material in this thread; `inspectMaterial` does it in one of its own. Never throws for what is in the file. */
export function inspectBytes(bytes: Uint8Array, fileName: string, limits: IntakeLimits): Inspection {
  try {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return inspectByContent(buffer, fileName, limits);
  } catch (error) {
    if (error instanceof Refusal) return { accepted: false, code: error.code, words: error.message };
    throw error;
  }
}

function inspectByContent(bytes: Buffer, fileName: string, limits: IntakeLimits): AcceptedMaterial {
  if (bytes.length === 0) throw new Refusal('MATERIAL_EMPTY', '这个文件是空的，请检查后重新上传。');
  if (bytes.length > limits.bytes) {
    const most = Math.floor(limits.bytes / 1024 / 1024);
    throw new Refusal('MATERIAL_TOO_LARGE', `这个文件超过 ${most} MB，请压缩图片或者分成几个文件后上传。`);
  }
  if (bytes.subarray(0, 1024).includes('%PDF-')) return accepted('pdf', inspectPdf(bytes, limits));
  const head = imageHead(bytes);
  if (head) {
    inspectImage(bytes, head, limits);
    return accepted(head.kind, 1);
  }
  if (bytes.toString('latin1', 0, 2) === 'PK') return accepted(inspectOffice(bytes, limits), null);
  if (bytes.readUIntBE(0, Math.min(4, bytes.length)) === 0xd0cf11e0) throw oldOffice(bytes);
  return inspectWords(bytes, fileName);
}

const accepted = (kind: MaterialKind, pages: number | null): AcceptedMaterial => ({
  accepted: true,
  kind,
  mediaType: MEDIA_TYPES[kind],
  pages,
});

/** The old container: what it holds is either under a password or of before 2007. */
function oldOffice(bytes: Buffer): Refusal {
  if (bytes.includes(Buffer.from('EncryptedPackage', 'utf16le')))
    return new Refusal('MATERIAL_ENCRYPTED', '这个文件设有密码，请去掉密码后重新上传。');
  return new Refusal(
    'MATERIAL_TYPE_REFUSED',
    '这是旧格式的文件（.doc、.xls、.ppt、.wps 等），请另存为 DOCX、XLSX、PPTX 或者 PDF 后上传。',
  );
}

function inspectWords(bytes: Buffer, fileName: string): AcceptedMaterial {
  const extension = /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? 'txt';
  const isMarkdown = extension === 'md' || extension === 'markdown';
  const text = isMarkdown || extension === 'txt' ? decodeText(bytes) : undefined;
  if (text === undefined)
    throw new Refusal('MATERIAL_TYPE_REFUSED', `不能识别“${fileName}”，或者不是可以接收的类型。${TAKEN}`);
  inspectText(text);
  return accepted(isMarkdown ? 'markdown' : 'text', null);
}
