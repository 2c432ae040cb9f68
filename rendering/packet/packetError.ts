import type { RefusalCode } from './types';

/** What stops a packet; the message is Chinese and says what to do. */
export class PacketError extends Error {
  constructor(
    readonly code: RefusalCode | 'PACKET_INPUT_REFUSED' | 'PACKET_UNREADABLE',
    message: string,
  ) {
    super(message);
    this.name = 'PacketError';
  }
}
