/**
 * Meeting packets (arts 38 and 39), without database or engine:
 *
 * 1. Upload: `inspectMaterial(bytes, name, { limits, converter })` accepts or refuses with words for people; keep the
 *    original, and what `materialPdf` makes of it (throws PacketError with the same words).
 * 2. After 批印: `assemblePacket(input, path)` binds the master of one recipient class; the file appears at `path` only
 *    when it is whole. Keep `marks` (JSON) with it.
 * 3. Serving: `openCopy(path, { copyNumber, recipient })` gives the numbered copy as a stream, made on the fly: a copy is
 *    the master but for a tail of some kilobytes. Same label, same bytes.
 * 4. A late change: assemble again, `changedPages(old.marks, new.marks).words`.
 * 5. `zipPacket(items, made)`: the materials as they were handed in, one folder per item.
 */
export type { SheetTable } from '../sheet';
export type * from './types';
export { PacketError } from './packetError';
export { inspectMaterial, type InspectOptions } from './inspectMaterial';
export { DEFAULT_LIMITS, limitsFrom } from './limits';
export { materialPdf } from './materialPdf';
export { findConverter } from './converter';
export { assemblePacket } from './assemblePacket';
export { openCopy, writeCopy } from './copies';
export { changedPages, pagesInWords, type ChangedPages } from './changedPages';
export { zipPacket } from './zipPacket';
