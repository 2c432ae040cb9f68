import { formatNumber } from './pdf/objects';
import type { PdfWriter } from './pdf/writer';
import { point, StampFont } from './stampFont';
import type { Marks } from './stamps';
import type { CopyLabel } from './types';

const BOX = '/Type/XObject/Subtype/Form/BBox';
const WATERMARK = { box: '[-1200 -1200 1200 1200]', size: 32, widest: 560, apart: 225 };
const ANGLE = Math.PI / 6;

/** The marks of the master: none. */
export function writeEmptyMarks(writer: PdfWriter, marks: Marks): void {
  const empty = new Uint8Array(0);
  for (const num of [marks.watermark, marks.label, marks.cover]) writer.stream(num, `${BOX}[0 0 1 1]`, empty);
}

/** Copy number and recipient: across every page, small in its corner, and as 份号 on the cover. */
export function writeMarks(writer: PdfWriter, marks: Marks, label: CopyLabel, fontsDirectory?: string): void {
  const number = String(label.copyNumber).padStart(6, '0');
  const name = label.recipient.replace(/\s+/gu, ' ').trim();
  const words = `${number}　${name}`;
  const font = StampFont.embed(`${words}份号持有人：`, 'hei', writer, fontsDirectory);
  const fonts = `/Font<<${font.resources}>>`;
  const state = '/ExtGState<</G<</Type/ExtGState/ca 0.11>>/W<</Type/ExtGState/ca 0.82>>>>';

  const size = Math.min(
    WATERMARK.size,
    (WATERMARK.size * WATERMARK.widest) / font.widthOf(words, WATERMARK.size),
  );
  const half = font.widthOf(words, size) / 2;
  const turned = [Math.cos(ANGLE), Math.sin(ANGLE), -Math.sin(ANGLE), Math.cos(ANGLE)]
    .map(formatNumber)
    .join(' ');
  const shown = `BT ${font.show(words, -half, -size / 3, size)} ET`;
  const rows = [1, 0, -1].map((row) => `q ${turned} 0 ${row * WATERMARK.apart} cm ${shown} Q`);
  const across = `/G gs 0.2 g ${rows.join(' ')}`;
  writer.stream(marks.watermark, `${BOX}${WATERMARK.box}/Resources<<${fonts}${state}>>`, latin(across));

  const small = `份号 ${words}`;
  const ground = `/W gs 1 g 19 15.5 ${point(font.widthOf(small, 7) + 6)} 11 re f`;
  const corner = `${ground} 0.3 g BT ${font.show(small, 22, 19, 7)} ET`;
  writer.stream(marks.label, `${BOX}[0 0 1200 60]/Resources<<${fonts}${state}>>`, latin(corner));

  // GB/T 9704-2012 7.2.1: the first row of the type area, left.
  const cover = `0 g BT ${font.show(`份号：${number}`, 79.4, -117, 14)} ${font.show(`持有人：${name}`, 79.4, -139, 14)} ET`;
  writer.stream(marks.cover, `${BOX}[0 -300 1200 0]/Resources<<${fonts}>>`, latin(cover));
}

const latin = (text: string): Buffer => Buffer.from(text, 'latin1');
