import type { BoundPacket, PacketInput } from './types';

/**
 * Binds the master (母本) of one recipient class to `path`: cover, agenda, contents, each item's sheet and materials,
 * numbered through, with tabs, links and bookmarks. Written beside and renamed: there is never half a file at `path`.
 * Throws PacketError or RenderingError.
 *
 * @rule art-38
 */
export async function assemblePacket(_input: PacketInput, _path: string): Promise<BoundPacket> {
  throw new Error('not there yet');
}
