import type { z } from 'zod';
import type { Account } from '../../../db/accounts';
import { listCopies, listOpenings } from '../../../db/packets/evidence';
import type { CopyView } from '../../../db/packets/evidence';
import { packetStanding } from '../../../db/packets/sets';
import type { PacketSet } from '../../../db/packets/sets';
import type { Dependencies } from '../../dependencies';
import { Problem } from '../../problems';
import type { openings, packetView } from '../../schemas/packets';
import { requireMeetingReader, requireSecretary } from '../meetings/access';
import { ownPacket } from './ownPacket';
import type { OwnPacket } from './ownPacket';

/** One's own packet in data: what the API answers and the page shows. */
export function viewOf({ standing, set, packet, copy }: OwnPacket): z.output<typeof packetView> {
  const { pages, bytes, sha256, items, isWhole, changedWords } = packet;
  return {
    version: {
      number: set.number,
      madeAt: set.madeAt,
      approvedAs: standing.approved?.approvedAs ?? '',
      approvedAt: standing.approved?.approvedAt ?? set.madeAt,
    },
    ...{ isWhole, pages, bytes, sha256, items, changedWords },
    copyNumber: copy?.number ?? null,
    formerVersions: standing.former.map(({ number, madeAt }) => ({ number, madeAt })),
  };
}

export async function viewOwnPacket(deps: Dependencies, account: Account, meetingId: string) {
  return viewOf(await ownPacket(deps, account, meetingId));
}

/** Not there yet, or none of his: said on a page instead of a problem of its own. */
export async function ownOrWhyNot(
  deps: Dependencies,
  account: Account,
  meetingId: string,
): Promise<{ packet: z.output<typeof packetView> | null; absence: string | null }> {
  try {
    return { packet: await viewOwnPacket(deps, account, meetingId), absence: null };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { packet: null, absence: error.details.detail };
  }
}

/** Who opened what, when and from where, and where each copy is: for whoever handles the meeting. @rule art-56 */
export async function viewOpenings(
  deps: Dependencies,
  account: Account,
  meetingId: string,
): Promise<z.output<typeof openings>> {
  requireSecretary(await requireMeetingReader(deps, account, meetingId));
  const { current } = await packetStanding(deps.pool, meetingId);
  return { items: await listOpenings(deps.pool, meetingId), copies: await copiesOf(deps, current) };
}

const copiesOf = async ({ pool }: Dependencies, set: PacketSet | null): Promise<CopyView[]> =>
  set ? listCopies(pool, set.versionId) : [];
