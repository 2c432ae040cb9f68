import { RenderingError } from '../renderingError';
import { imagePdf } from './imagePdf';
import { decodeText } from './intake/textIntake';
import { Refusal } from './intake/refusal';
import { inspectMaterial } from './inspectMaterial';
import { indentedLine, parseMarkdown } from './markdown';
import { PacketError } from './packetError';
import { typesetter } from './typesetter';
import type { AcceptedMaterial, Converter, IntakeLimits } from './types';

export interface MaterialOptions {
  converter?: Converter | null;
  limits?: Partial<IntakeLimits>;
  fontsDirectory?: string;
}

/**
 * An accepted material as PDF: a PDF as it is, pictures one page each, text typeset, Office files by the converter and then
 * inspected like any PDF. Throws PacketError, with the code and words of a refusal.
 */
export async function materialPdf(
  bytes: Uint8Array,
  fileName: string,
  material: AcceptedMaterial,
  options: MaterialOptions = {},
): Promise<{ pdf: Uint8Array; pages: number }> {
  try {
    switch (material.kind) {
      case 'pdf':
        return { pdf: bytes, pages: material.pages ?? 0 };
      case 'png':
      case 'jpeg':
        return { pdf: await imagePdf(bytes), pages: 1 };
      case 'markdown':
      case 'text':
        return setText(bytes, fileName, material.kind === 'text', options);
      default:
        return await convert(bytes, fileName, material.kind, options);
    }
  } catch (error) {
    if (error instanceof Refusal) throw new PacketError(error.code, error.message);
    throw error;
  }
}

function setText(
  bytes: Uint8Array,
  fileName: string,
  plain: boolean,
  { fontsDirectory, limits }: MaterialOptions,
): { pdf: Uint8Array; pages: number } {
  const text = decodeText(bytes) ?? '';
  const lines = text.split(/\r\n|[\n\r\f]/u).map(indentedLine);
  const data = plain ? { plain, lines, blocks: [] } : { plain, lines: [], blocks: parseMarkdown(text) };
  try {
    const set = typesetter(fontsDirectory).set('packetText', {
      ...data,
      documentTitle: fileName,
      demoNotice: null,
    });
    if (limits?.pages !== undefined && set.pages > limits.pages)
      throw new PacketError(
        'MATERIAL_TOO_MANY_PAGES',
        `排出来有 ${set.pages} 页，超过 ${limits.pages} 页，请删减后上传。`,
      );
    return set;
  } catch (error) {
    if (!(error instanceof RenderingError)) throw error;
    const code = error.code === 'CLASSIFIED_REFUSED' ? 'MATERIAL_CLASSIFIED' : 'MATERIAL_CHARACTER';
    throw new PacketError(code, error.message);
  }
}

async function convert(
  bytes: Uint8Array,
  fileName: string,
  kind: string,
  { converter, limits }: MaterialOptions,
): Promise<{ pdf: Uint8Array; pages: number }> {
  if (!converter)
    throw new PacketError('CONVERTER_MISSING', `没有配置转换服务，《${fileName}》请导出为 PDF 后上传。`);
  // By what it is, not by how it is called: programs choose their reading by the name.
  const bare = fileName.replace(/\.[^.]*$/u, '');
  const pdf = await converter.convert(bytes, `${bare}.${kind}`);
  const inspected = await inspectMaterial(pdf, `${bare}.pdf`, limits ? { limits } : {});
  if (!inspected.accepted)
    throw new PacketError(inspected.code, `《${fileName}》转换成 PDF 后：${inspected.words}`);
  return { pdf, pages: inspected.pages ?? 0 };
}
