import { PDFDocument } from '@cantoo/pdf-lib';
import { imageHead, pngData, type ImageHead } from './intake/imageIntake';
import { damaged } from './intake/refusal';
import { memorySink, PdfWriter } from './pdf/writer';

const POINTS = 72 / 25.4;
const A4 = { short: 210 * POINTS, long: 297 * POINTS };
const MARGIN = 15 * POINTS;
/** A scan of a sheet of paper fills its page. */
const SHEET = Math.SQRT2;

/** Where EXIF's eight ways put the picture's unit square: a b c d e f. */
const TURNS: Record<number, [number, number, number, number, number, number]> = {
  1: [1, 0, 0, 1, 0, 0],
  2: [-1, 0, 0, 1, 1, 0],
  3: [-1, 0, 0, -1, 1, 1],
  4: [1, 0, 0, -1, 0, 1],
  5: [0, -1, -1, 0, 1, 1],
  6: [0, -1, 1, 0, 0, 1],
  7: [0, 1, 1, 0, 0, 0],
  8: [0, 1, -1, 0, 1, 0],
};

/** A picture on an A4 page, the way it lies best; JPEG and most PNG go in as they are, nothing is decoded. */
export async function imagePdf(bytes: Uint8Array): Promise<Uint8Array> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const head = imageHead(buffer);
  if (!head) throw damaged('这张图片');
  const { page, content } = placed(head);
  const asIs = head.kind === 'jpeg' ? jpegObject(head, buffer) : pngObject(head, buffer);
  if (asIs === undefined) return decoded(buffer, head);
  const sink = memorySink();
  const writer = new PdfWriter(sink);
  const [image, contents, leaf, tree, catalog] = Array.from({ length: 5 }, () => writer.allot()) as [
    number,
    number,
    number,
    number,
    number,
  ];
  writer.stream(image, asIs.entries, asIs.data);
  writer.stream(contents, '', Buffer.from(content));
  const box = `[0 0 ${page.width.toFixed(3)} ${page.height.toFixed(3)}]`;
  const resources = `<</XObject<</I ${image} 0 R>>>>`;
  writer.object(
    leaf,
    `<</Type/Page/Parent ${tree} 0 R/MediaBox${box}/Contents ${contents} 0 R/Resources${resources}>>`,
  );
  writer.object(tree, `<</Type/Pages/Kids[${leaf} 0 R]/Count 1>>`);
  writer.object(catalog, `<</Type/Catalog/Pages ${tree} 0 R>>`);
  writer.finish(`/Root ${catalog} 0 R`);
  return sink.bytes();
}

function placed(head: ImageHead): {
  page: { width: number; height: number };
  content: string;
  frame: number[];
} {
  const isTurned = head.orientation >= 5;
  const [width, height] = isTurned ? [head.height, head.width] : [head.width, head.height];
  const page = width > height ? { width: A4.long, height: A4.short } : { width: A4.short, height: A4.long };
  const ratio = Math.max(width, height) / Math.min(width, height);
  const margin = Math.abs(ratio / SHEET - 1) < 0.04 ? 0 : MARGIN;
  const scale = Math.min((page.width - 2 * margin) / width, (page.height - 2 * margin) / height);
  const [w, h] = [width * scale, height * scale];
  const [x, y] = [(page.width - w) / 2, (page.height - h) / 2];
  const turn = (TURNS[head.orientation] ?? TURNS[1] ?? []).join(' ');
  const frame = [w, 0, 0, h, x, y];
  const content = `q ${frame.map((one) => one.toFixed(3)).join(' ')} cm ${turn} cm /I Do Q`;
  return { page, content, frame };
}

interface ImageObject {
  entries: string;
  data: Buffer;
}

function jpegObject({ width, height, colours, adobe }: ImageHead, data: Buffer): ImageObject {
  const space = colours === 1 ? '/DeviceGray' : colours === 4 ? '/DeviceCMYK' : '/DeviceRGB';
  const inverted = colours === 4 && adobe ? '/Decode[1 0 1 0 1 0 1 0]' : '';
  return {
    entries: `/Type/XObject/Subtype/Image/Width ${width}/Height ${height}/BitsPerComponent 8/ColorSpace${space}${inverted}/Filter/DCTDecode`,
    data,
  };
}

/** PDF knows PNG's compressed rows; not its transparency and not its interlacing. */
function pngObject(
  { width, height, bits, colours, interlaced }: ImageHead,
  bytes: Buffer,
): ImageObject | undefined {
  const channels = { 0: 1, 2: 3, 3: 1 }[colours];
  if (channels === undefined || interlaced) return undefined;
  const { compressed, palette, hasTransparency } = pngData(
    bytes,
    (Math.ceil((width * bits * channels) / 8) + 1) * height,
  );
  if (hasTransparency || (colours === 3 && palette === undefined)) return undefined;
  const space =
    colours === 3 && palette
      ? `[/Indexed/DeviceRGB ${Math.floor(palette.length / 3) - 1}<${palette.toString('hex')}>]`
      : colours === 0
        ? '/DeviceGray'
        : '/DeviceRGB';
  const parms = `<</Predictor 15/Colors ${channels}/BitsPerComponent ${bits}/Columns ${width}>>`;
  return {
    entries: `/Type/XObject/Subtype/Image/Width ${width}/Height ${height}/BitsPerComponent ${bits}/ColorSpace${space}/Filter/FlateDecode/DecodeParms${parms}`,
    data: compressed,
  };
}

async function decoded(bytes: Buffer, head: ImageHead): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false });
  const image = await document.embedPng(bytes);
  const { page, frame } = placed(head);
  const [width = 0, , , height = 0, x = 0, y = 0] = frame;
  document.addPage([page.width, page.height]).drawImage(image, { x, y, width, height });
  return document.save();
}
