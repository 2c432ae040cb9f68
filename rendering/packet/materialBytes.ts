import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { PacketMaterial } from './types';

/**
 * Reads one material after another into the same memory: memory that is new for each costs several times the reading. What was
 * read before is gone then: nothing may still refer to it.
 */
export class MaterialBytes {
  private room = Buffer.alloc(0);

  /** At once: in pieces through the event loop a file takes three times as long. */
  of({ pdf }: PacketMaterial): Uint8Array {
    if (typeof pdf !== 'string') return pdf;
    const descriptor = openSync(pdf, 'r');
    try {
      const { size } = fstatSync(descriptor);
      if (this.room.length < size) this.room = Buffer.allocUnsafeSlow(size);
      let length = 0;
      for (let read = -1; read !== 0 && length < size; length += read)
        read = readSync(descriptor, this.room, length, size - length, length);
      return this.room.subarray(0, length);
    } finally {
      closeSync(descriptor);
    }
  }
}
