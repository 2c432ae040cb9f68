import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { degrees, PDFDocument } from '@cantoo/pdf-lib';
import { renderSheet } from '../../rendering/sheet';
import { memorySink, PdfWriter } from '../../rendering/packet/pdf/writer';

export const PAGES_A_FILE = 20;

/** Numbers of the same sequence for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1103515245 + 12345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
}

/** Files of 20 pages in turn: typeset text, scans, A3 drawings lying on their side, slides with photographs. */
export async function writeBenchFiles(folder: string, pages: number): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  const kinds = [textFile, scanFile, drawingFile, photoFile];
  const paths: string[] = [];
  for (let index = 0; index * PAGES_A_FILE < pages; index += 1) {
    const make = kinds[index % kinds.length] ?? textFile;
    const count = Math.min(PAGES_A_FILE, pages - index * PAGES_A_FILE);
    const path = join(folder, `${String(index).padStart(4, '0')}.pdf`);
    writeFileSync(path, await make(count, index + 1));
    paths.push(path);
  }
  return paths;
}

const words = '全面推进农村饮水安全巩固提升工程，统筹安排专项资金，压实县市责任，按季度通报进度。';

async function textFile(count: number, seed: number): Promise<Uint8Array> {
  const rows = Array.from({ length: count * 22 }, (_, row) => [
    `第${seed}-${row + 1}项`,
    words.repeat(2 + ((row + seed) % 2)),
  ]);
  const { pdf, pages } = renderSheet({
    title: '情况说明',
    subject: `材料${seed}`,
    facts: [],
    tables: [
      {
        heading: null,
        columns: [
          { label: '序号', share: 1 },
          { label: '内容', share: 5 },
        ],
        rows,
      },
    ],
    demoNotice: null,
  });
  return cutTo(pdf, pages, count);
}

async function cutTo(pdf: Uint8Array, pages: number, count: number): Promise<Uint8Array> {
  if (pages < count) throw new Error(`${pages} pages, ${count} wanted`);
  const document = await PDFDocument.load(pdf, { updateMetadata: false });
  for (let page = pages; page > count; page -= 1) document.removePage(page - 1);
  return document.save();
}

/** A page of black and white at 200 dots an inch, some 60 kB: as a scanner writes it. */
function scanFile(count: number, seed: number): Uint8Array {
  const draw = seeded(seed);
  return imageFile(count, '/ColorSpace/DeviceGray/BitsPerComponent 1/Width 1654/Height 2339', () => {
    const rows = Buffer.alloc(207 * 2339, 0xff);
    for (let line = 150; line < 2200; line += 44)
      for (let row = line; row < line + 24; row += 1)
        for (let at = 20; at < 187; at += 1)
          if (draw() < 0.55) rows[row * 207 + at] = Math.floor(draw() * 256);
    return rows;
  });
}

/** A photograph, some 150 kB. */
function photoFile(count: number, seed: number): Uint8Array {
  const draw = seeded(seed);
  return imageFile(count, '/ColorSpace/DeviceRGB/BitsPerComponent 8/Width 320/Height 240', () =>
    Buffer.from(Uint8Array.from({ length: 320 * 240 * 3 }, (_, at) => ((at >> 4) + draw() * 90) & 0xff)),
  );
}

function imageFile(count: number, entries: string, pixels: () => Buffer): Uint8Array {
  const sink = memorySink();
  const writer = new PdfWriter(sink);
  const tree = writer.allot();
  const pages = Array.from({ length: count }, () => {
    const [image, content, page] = [writer.allot(), writer.allot(), writer.allot()];
    const data = deflateSync(pixels(), { level: 6 });
    writer.stream(image, `/Type/XObject/Subtype/Image${entries}/Filter/FlateDecode`, data);
    writer.stream(content, '', Buffer.from('q 595 0 0 842 0 0 cm /I Do Q'));
    const body = `/Contents ${content} 0 R/Resources<</XObject<</I ${image} 0 R>>>>`;
    writer.object(page, `<</Type/Page/Parent ${tree} 0 R/MediaBox[0 0 595 842]${body}>>`);
    return `${page} 0 R`;
  });
  writer.object(tree, `<</Type/Pages/Kids[${pages.join(' ')}]/Count ${count}>>`);
  const catalog = writer.allot();
  writer.object(catalog, `<</Type/Catalog/Pages ${tree} 0 R>>`);
  writer.finish(`/Root ${catalog} 0 R`);
  return sink.bytes();
}

async function drawingFile(count: number, seed: number): Promise<Uint8Array> {
  const draw = seeded(seed);
  const document = await PDFDocument.create({ updateMetadata: false });
  for (let number = 0; number < count; number += 1) {
    const page = document.addPage([842, 1191]);
    page.setRotation(degrees(90));
    let path = 'M 0 0';
    for (let line = 0; line < 800; line += 1)
      path += ` L ${(draw() * 842).toFixed(2)} ${(draw() * 1191).toFixed(2)}`;
    page.drawSvgPath(path, { x: 0, y: 1191, borderWidth: 0.3 });
  }
  return document.save();
}
