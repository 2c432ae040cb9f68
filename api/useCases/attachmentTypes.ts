import { isUtf8 } from 'node:buffer';
import { unsupportedMedia } from '../problems';
import { bodyText } from '../schemas/content';

interface AttachmentType {
  extension: string;
  mediaType: string;
  /** Whether the bytes are what the name says. */
  fits(bytes: Buffer): boolean;
  /** What to say where they are not; default: that the file is another or damaged. */
  advice?: string;
}

const startsWith =
  (...signature: number[]) =>
  (bytes: Buffer): boolean =>
    bytes.subarray(0, signature.length).equals(Buffer.from(signature));

/** Office files and OFD are ZIP archives that name this part. */
const zipWith =
  (part: string) =>
  (bytes: Buffer): boolean =>
    startsWith(0x50, 0x4b, 0x03, 0x04)(bytes) && bytes.includes(part);

const isPdf = (bytes: Buffer): boolean => bytes.subarray(0, 1024).includes('%PDF-');
const isCompoundFile = startsWith(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1);
const OPEN_XML = 'application/vnd.openxmlformats-officedocument';

/** It is printed behind the document: what a body may be, and UTF-8, for all else prints as rubbish. */
function isPlainText(bytes: Buffer): boolean {
  return isUtf8(bytes) && bodyText.safeParse(bytes.toString('utf8')).success;
}

const TYPES: AttachmentType[] = [
  { extension: 'pdf', mediaType: 'application/pdf', fits: isPdf },
  { extension: 'ofd', mediaType: 'application/ofd', fits: zipWith('OFD.xml') },
  { extension: 'docx', mediaType: `${OPEN_XML}.wordprocessingml.document`, fits: zipWith('word/') },
  { extension: 'xlsx', mediaType: `${OPEN_XML}.spreadsheetml.sheet`, fits: zipWith('xl/') },
  { extension: 'pptx', mediaType: `${OPEN_XML}.presentationml.presentation`, fits: zipWith('ppt/') },
  { extension: 'doc', mediaType: 'application/msword', fits: isCompoundFile },
  { extension: 'xls', mediaType: 'application/vnd.ms-excel', fits: isCompoundFile },
  { extension: 'wps', mediaType: 'application/vnd.ms-works', fits: isCompoundFile },
  { extension: 'et', mediaType: 'application/vnd.ms-excel', fits: isCompoundFile },
  {
    extension: 'png',
    mediaType: 'image/png',
    fits: startsWith(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
  },
  { extension: 'jpg', mediaType: 'image/jpeg', fits: startsWith(0xff, 0xd8, 0xff) },
  { extension: 'jpeg', mediaType: 'image/jpeg', fits: startsWith(0xff, 0xd8, 0xff) },
  {
    extension: 'txt',
    mediaType: 'text/plain',
    fits: isPlainText,
    advice:
      '随文印出，须为 UTF-8 编码的纯文本，不超过 10 万字，不含控制字符和隐藏字符；请另存为 UTF-8，或者改用 PDF',
  },
];

/** File name endings that are taken, for the form: `.pdf,.ofd,…` */
export const acceptedExtensions = TYPES.map(({ extension }) => `.${extension}`).join(',');

/**
 * The media type of a file, by its name and held against its first bytes; what the browser says is not asked.
 * Throws 415 where the kind is not taken or the content is another than the name says.
 */
export function mediaTypeOf(fileName: string, bytes: Buffer): string {
  const extension = /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase();
  const type = TYPES.find((candidate) => candidate.extension === extension);
  if (!type) {
    throw unsupportedMedia(
      `附件“${fileName}”的格式不在可用之列（${TYPES.map((known) => known.extension).join('、')}）。`,
    );
  }
  if (!type.fits(bytes)) {
    throw unsupportedMedia(
      type.advice
        ? `附件“${fileName}”${type.advice}。`
        : `附件“${fileName}”的内容不是 ${type.extension.toUpperCase()} 文件，可能已损坏或改过扩展名，请重新导出后上传。`,
    );
  }
  return type.mediaType;
}
