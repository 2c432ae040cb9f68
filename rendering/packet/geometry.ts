import type { Box, SourcePage } from './pdf/pages';
import { point } from './stampFont';

/** a b c d e f of ISO 32000-1, 8.3.3 */
export type Matrix = [number, number, number, number, number, number];

const A4 = { short: 595.276, long: 841.89 };

/** How a page lies in the packet. */
export interface Laid {
  box: Box;
  rotate: number;
  unit: number;
  /** From the source page's space into this page's; undefined: as it is */
  fit: Matrix | undefined;
  /** From what the reader sees, in points from the lower left corner, into this page's space */
  upright: Matrix;
  /** As the reader sees it, in points */
  width: number;
  height: number;
  /** Stamps on a very small or very large page are smaller or larger. */
  scale: number;
}

/** A page without a size that makes sense is taken for A4. */
export function lay(page: SourcePage, fitA4: boolean): Laid {
  const box: Box = page.box ?? [0, 0, A4.short, A4.long];
  const [width, height] = seen(box, page.rotate, page.unit);
  const [short, long] = [Math.min(width, height), Math.max(width, height)];
  if (!fitA4 || (short <= A4.short + 1 && long <= A4.long + 1))
    return laid(box, page.rotate, page.unit, undefined);
  const scale = Math.min(A4.short / short, A4.long / long);
  const target: Box = width > height ? [0, 0, A4.long, A4.short] : [0, 0, A4.short, A4.long];
  const turned = multiply(inverse(uprightMatrix(box, page.rotate, page.unit)), [scale, 0, 0, scale, 0, 0]);
  const centred = multiply(turned, [
    1,
    0,
    0,
    1,
    (target[2] - width * scale) / 2,
    (target[3] - height * scale) / 2,
  ]);
  return laid(target, 0, 1, centred);
}

function laid(box: Box, rotate: number, unit: number, fit: Matrix | undefined): Laid {
  const [width, height] = seen(box, rotate, unit);
  const short = Math.min(width, height);
  // A4 and A3 alike: their stamps have the same size on paper.
  const scale = short < 400 ? Math.max(short / 400, 0.2) : Math.max(1, short / 900);
  return { box, rotate, unit, fit, upright: uprightMatrix(box, rotate, unit), width, height, scale };
}

function seen([left, bottom, right, top]: Box, rotate: number, unit: number): [number, number] {
  const [width, height] = [(right - left) * unit, (top - bottom) * unit];
  return rotate % 180 === 0 ? [width, height] : [height, width];
}

function uprightMatrix([left, bottom, right, top]: Box, rotate: number, unit: number): Matrix {
  const one = 1 / unit;
  if (rotate === 90) return [0, one, -one, 0, right, bottom];
  if (rotate === 180) return [-one, 0, 0, -one, right, top];
  if (rotate === 270) return [0, -one, one, 0, left, top];
  return [one, 0, 0, one, left, bottom];
}

/** First `first`, then `then`. */
export function multiply(first: Matrix, then: Matrix): Matrix {
  const [a, b, c, d, e, f] = first;
  const [g, h, i, j, k, l] = then;
  return [a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l];
}

export function inverse([a, b, c, d, e, f]: Matrix): Matrix {
  const det = a * d - b * c;
  return [d / det, -b / det, -c / det, a / det, (c * f - d * e) / det, (b * e - a * f) / det];
}

/** The upright rectangle around a turned one. */
export function around(box: Box, matrix: Matrix): Box {
  const [a, b, c, d, e, f] = matrix;
  const corners = [
    [box[0], box[1]],
    [box[2], box[1]],
    [box[0], box[3]],
    [box[2], box[3]],
  ].map(([x = 0, y = 0]) => [a * x + c * y + e, b * x + d * y + f] as const);
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

export const cm = (matrix: Matrix): string =>
  `${matrix.map((one) => String(Math.round(one * 1e6) / 1e6)).join(' ')} cm`;

export const printBox = (box: Box): string => `[${box.map(point).join(' ')}]`;
