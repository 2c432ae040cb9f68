import { deflateSync } from 'node:zlib';
import { memorySink, PdfWriter } from '../../../rendering/packet/pdf/writer';

type RawObject = string | { entries?: string; data: Uint8Array };

/** A PDF of objects as they are written here: 1 is the catalog, 2 the page tree unless said otherwise. */
export function rawPdf(objects: Record<number, RawObject>, trailer = ''): Uint8Array {
  const sink = memorySink();
  const writer = new PdfWriter(sink);
  writer.allot(Math.max(...Object.keys(objects).map(Number)));
  for (const [num, object] of Object.entries(objects)) {
    if (typeof object === 'string') writer.object(Number(num), object);
    else writer.stream(Number(num), object.entries ?? '', object.data);
  }
  writer.finish(`/Root 1 0 R${trailer}`);
  return sink.bytes();
}

export const onePage = {
  1: '<</Type/Catalog/Pages 2 0 R>>',
  2: '<</Type/Pages/Kids[3 0 R]/Count 1>>',
  3: '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<>>>>',
  4: { data: Buffer.from('0 0 100 100 re f') },
};

/** A PDF whose cross-reference stream places its page tree in an object stream of this content. */
export function objectStream(entries: string, data: Buffer): Uint8Array {
  const head = '%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 9 0 R>>\nendobj\n';
  const packed = deflateSync(data);
  const stream = Buffer.concat([
    Buffer.from(`5 0 obj\n<</Type/ObjStm${entries}/Filter/FlateDecode/Length ${packed.length}>>\nstream\n`),
    packed,
    Buffer.from('\nendstream\nendobj\n'),
  ]);
  const rows = [
    [0, 0, 0],
    [1, 9, 0],
    [2, 5, 0],
  ];
  const table = Buffer.from(
    rows.flatMap(([kind = 0, place = 0, at = 0]) => [kind, place >> 8, place & 255, at]),
  );
  const five = Buffer.from([1, head.length >> 8, head.length & 255, 0]);
  const start = head.length + stream.length;
  const xref = `6 0 obj\n<</Type/XRef/Root 1 0 R/W[1 2 1]/Index[0 2 9 1 5 1]/Size 10/Length ${table.length + 4}>>\nstream\n`;
  const end = `\nendstream\nendobj\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.concat([Buffer.from(head), stream, Buffer.from(xref), table, five, Buffer.from(end)]);
}
