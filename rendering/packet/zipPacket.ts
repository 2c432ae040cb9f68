import type { Readable } from 'node:stream';
import type { ZipItem } from './types';

/**
 * The materials as a zip: a folder per item, "01 议题名/01 材料名.pdf". Files given by path are read one at a time.
 *
 * @param made the time that the entries carry
 */
export function zipPacket(_items: ZipItem[], _made: Date): Readable {
  throw new Error('not there yet');
}
