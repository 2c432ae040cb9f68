import { constants, inflateSync } from 'node:zlib';
import type { IntakeLimits } from '../types';
import { bomb, damaged, Refusal } from './refusal';

export interface ImageHead {
  kind: 'png' | 'jpeg';
  width: number;
  height: number;
  bits: number;
  /** PNG: colour type; JPEG: components */
  colours: number;
  interlaced: boolean;
  /** EXIF, 1 to 8: how the picture is to be turned */
  orientation: number;
  /** JPEG by Adobe: CMYK is stored inverted */
  adobe: boolean;
}

const CHANNELS: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** What the head of a picture says; nothing is decoded. Undefined: no picture that we take. Throws Refusal when damaged. */
export function imageHead(bytes: Buffer): ImageHead | undefined {
  if (bytes.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])))
    return pngHead(bytes);
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return jpegHead(bytes);
  return undefined;
}

/** Refuses what is too large by its head, then what does not hold what its head says. */
export function inspectImage(bytes: Buffer, head: ImageHead, limits: IntakeLimits): void {
  const { kind, width, height } = head;
  if (width === 0 || height === 0) throw damaged('这张图片');
  if (width * height > limits.pixels)
    throw new Refusal(
      'MATERIAL_BOMB',
      `这张图片为 ${width}×${height} 像素，超过 ${Math.round(limits.pixels / 10_000)} 万像素，请缩小（扫描一般 300 点每英寸即可）后重新上传。`,
    );
  if (kind === 'jpeg') {
    if (bytes.lastIndexOf(Buffer.from([0xff, 0xd9])) < 4) throw damaged('这张图片');
    return;
  }
  const row = Math.ceil((width * head.bits * (CHANNELS[head.colours] ?? 4)) / 8) + 1;
  // Interlaced pictures have rows of seven sizes, each with its filter byte.
  const expected = head.interlaced ? row * height * 2 + 64 : row * height;
  const { data } = pngData(bytes, expected);
  if (!head.interlaced && data.length < expected) throw damaged('这张图片');
}

/** The compressed rows of a PNG, and inflated up to what they may be. */
export function pngData(
  bytes: Buffer,
  most: number,
): { compressed: Buffer; data: Buffer; palette: Buffer | undefined; hasTransparency: boolean } {
  const parts: Buffer[] = [];
  let palette: Buffer | undefined;
  let hasTransparency = false;
  let isWhole = false;
  for (let at = 8; at + 8 <= bytes.length && !isWhole;) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    const chunk = bytes.subarray(at + 8, at + 8 + length);
    if (chunk.length < length) throw damaged('这张图片');
    if (type === 'IDAT') parts.push(chunk);
    if (type === 'PLTE') palette = chunk;
    if (type === 'tRNS') hasTransparency = true;
    isWhole = type === 'IEND';
    at += 12 + length;
  }
  if (!isWhole) throw damaged('这张图片');
  const compressed = Buffer.concat(parts);
  try {
    const data = inflateSync(compressed, { maxOutputLength: most + 64, finishFlush: constants.Z_SYNC_FLUSH });
    return { compressed, data, palette, hasTransparency };
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
      ? bomb('这张图片')
      : damaged('这张图片');
  }
}

function pngHead(bytes: Buffer): ImageHead {
  if (bytes.length < 33 || bytes.toString('latin1', 12, 16) !== 'IHDR') throw damaged('这张图片');
  const colours = bytes[25] ?? 0;
  if (CHANNELS[colours] === undefined) throw damaged('这张图片');
  return {
    kind: 'png',
    width: bytes.readUInt32BE(16),
    height: bytes.readUInt32BE(20),
    bits: bytes[24] ?? 8,
    colours,
    interlaced: bytes[28] === 1,
    orientation: 1,
    adobe: false,
  };
}

function jpegHead(bytes: Buffer): ImageHead {
  let orientation = 1;
  let adobe = false;
  for (let at = 2; at + 4 <= bytes.length;) {
    if (bytes[at] !== 0xff) throw damaged('这张图片');
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) {
      at += marker === 0xff ? 1 : 2;
      continue;
    }
    const length = bytes.readUInt16BE(at + 2);
    const part = bytes.subarray(at + 4, at + 2 + length);
    if (length < 2 || part.length < length - 2) throw damaged('这张图片');
    if (marker === 0xe1) orientation = exifOrientation(part) ?? orientation;
    if (marker === 0xee && part.toString('latin1', 0, 5) === 'Adobe') adobe = true;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame && part.length >= 6) {
      return {
        kind: 'jpeg',
        bits: part[0] ?? 8,
        height: part.readUInt16BE(1),
        width: part.readUInt16BE(3),
        colours: part[5] ?? 3,
        interlaced: false,
        orientation,
        adobe,
      };
    }
    if (marker === 0xda || marker === 0xd9) break;
    at += 2 + length;
  }
  throw damaged('这张图片');
}

/** Tag 0x0112 of the first directory. */
function exifOrientation(part: Buffer): number | undefined {
  if (part.toString('latin1', 0, 6) !== 'Exif\0\0' || part.length < 20) return undefined;
  const tiff = part.subarray(6);
  const isLittle = tiff.toString('latin1', 0, 2) === 'II';
  const u16 = (at: number): number =>
    at + 2 > tiff.length ? 0 : isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at);
  const start = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  for (let index = 0; index < u16(start); index += 1) {
    const entry = start + 2 + index * 12;
    if (u16(entry) === 0x0112) return u16(entry + 8) >= 1 && u16(entry + 8) <= 8 ? u16(entry + 8) : undefined;
  }
  return undefined;
}
