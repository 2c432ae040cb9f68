import type { CopyLabel, PacketCopy } from './types';

/** A numbered copy of a master, made while it is read. Throws PacketError PACKET_UNREADABLE. */
export async function openCopy(_masterPath: string, _label: CopyLabel): Promise<PacketCopy> {
  throw new Error('not there yet');
}

/** Writes a numbered copy to a file, for printing. */
export async function writeCopy(_masterPath: string, _label: CopyLabel, _path: string): Promise<void> {
  throw new Error('not there yet');
}
