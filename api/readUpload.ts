import busboy from 'busboy';
import type { Request } from 'express';
import { malformed, Problem, tooLarge } from './problems';

export interface UploadedFile {
  /** As the browser sent it: not to be trusted. */
  fileName: string;
  bytes: Buffer;
}

export interface Upload {
  /** The last value of each field. */
  fields: Record<string, string>;
  files: UploadedFile[];
}

export const LARGEST_FILE_BYTES = 20 * 1024 * 1024;
const LIMITS = { files: 10, fields: 100, fieldSize: 1024 * 1024, parts: 120 };

/** Reads a multipart body whole, within limits; beyond them it throws 413 and nothing is kept. */
export async function readUpload(request: Request, largest = LARGEST_FILE_BYTES): Promise<Upload> {
  try {
    return await collect(request, largest);
  } catch (error) {
    // What is still coming is not wanted, but reading it off lets the answer arrive.
    request.unpipe();
    request.resume();
    if (error instanceof Problem) throw error;
    throw malformed('malformed-upload', '上传不完整', '上传内容无法读取，可能中途断开，请重新上传。');
  }
}

function collect(request: Request, fileSize: number): Promise<Upload> {
  return new Promise((resolve, reject) => {
    const parser = busboy({
      headers: request.headers,
      limits: { ...LIMITS, fileSize },
      defParamCharset: 'utf8',
    });
    const upload: Upload = { fields: {}, files: [] };
    parser.on('field', (name, value, info) => {
      if (info.valueTruncated) return reject(tooLarge(`“${name}”的内容过长，请精简后重试。`));
      upload.fields[name] = value;
    });
    parser.on('file', (_name, stream, info) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.once('limit', () =>
        reject(tooLarge(`附件不能超过 ${Math.floor(fileSize / 1024 / 1024)} MB，请压缩或拆分后上传。`)),
      );
      stream.once('end', () => {
        // A file field left empty arrives as a nameless part without content.
        if (info.filename || chunks.length > 0)
          upload.files.push({ fileName: info.filename ?? '', bytes: Buffer.concat(chunks) });
      });
    });
    for (const event of ['filesLimit', 'fieldsLimit', 'partsLimit'] as const) {
      parser.once(event, () => reject(tooLarge('一次上传的文件或内容过多，请分次上传。')));
    }
    parser.once('error', reject);
    parser.once('close', () => resolve(upload));
    request.once('aborted', () => reject(malformed('aborted', '上传中断', '上传中途断开，请重新上传。')));
    request.pipe(parser);
  });
}
