import { Stream } from './objects';
import type { SourcePage } from './pages';
import type { PdfFile } from './reader';

/** What a page draws, decoded; its parts are parted between tokens (ISO 32000-1, 7.8.2). Throws DamagedPdf. */
export function contentOf(file: PdfFile, { dict }: SourcePage): Buffer {
  const contents = file.resolve(dict.get('Contents'));
  const streams = (Array.isArray(contents) ? contents : [contents]).map((one) => file.resolve(one));
  const parts = streams.flatMap((one) => (one instanceof Stream ? [file.decode(one).data] : []));
  const [only] = parts;
  if (parts.length === 1 && only) return only;
  return Buffer.concat(parts.flatMap((part) => [part, Buffer.from('\n')]));
}
