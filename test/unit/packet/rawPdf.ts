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
