import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pool } from 'pg';
import type { Agenda } from '../../../db/meetings/agendas';
import { findMeeting } from '../../../db/meetings/meetings';
import { listParticipants } from '../../../db/meetings/participants';
import type { Office } from '../../../db/officeSchema';
import { findPacketOf } from '../../../db/packets/packets';
import { findSheets } from '../../../db/packets/sheets';
import { withLock } from '../../../db/withLock';
import { packetClasses, type Recipient } from '../../../domain/meetings/packetClasses';
import { assemblePacket as bindMaster, type ItemSheet } from '../../../rendering/packet';
import { refuseClassification } from '../../../rendering/checkPage';
import { RenderingError } from '../../../rendering/renderingError';
import type { WorkerDeps } from '../../deps';
import { PermanentError } from '../../runJob';
import { finishSet } from './finishSet';
import { freezeItemSheets } from './freezeItemSheets';
import { writeMaterialPages } from './materialPages';
import { packetInput } from './packetInput';
import { storePacket } from './storePacket';

type Approved = Agenda & { approval: NonNullable<Agenda['approval']> };

/**
 * Binds and keeps one packet for each class of recipients of an approved agenda, one after the other: what was kept before a
 * kill stays, what was not is made again, the same to the byte.
 *
 * @returns false while somebody else is at it: a large packet takes longer than the engine waits, so the same job comes again
 * @rule art-38
 */
export function makePackets(deps: Pick<WorkerDeps, 'pool' | 'office'>, agenda: Approved): Promise<boolean> {
  return withLock(deps.pool, `packets:${agenda.versionId}`, () => make(deps, agenda));
}

async function make({ pool, office }: Pick<WorkerDeps, 'pool' | 'office'>, agenda: Approved): Promise<void> {
  const meeting = await findMeeting(pool, agenda.meetingId);
  if (!meeting) throw new PermanentError('未查到会议的登记');
  const sheets = await sheetsOf(pool, office, agenda);
  const recipients = (await listParticipants(pool, agenda.meetingId)).map(
    ({ personId, label, itemIds }): Recipient => ({ personId, name: label, itemIds }),
  );
  const classes = packetClasses(
    agenda.items.map(({ itemId }) => itemId),
    recipients,
  );
  await inFolder(`xingshu-packet-${agenda.versionId}`, async (folder) => {
    const pages = await writeMaterialPages(pool, agenda.items, folder);
    for (const [index, one] of classes.entries()) {
      if (await findPacketOf(pool, agenda.versionId, one.itemIds)) continue;
      const input = packetInput({ office, meeting, agenda, sheets, pages }, one);
      refuseSecrets(input);
      const path = join(folder, `packet-${index}.pdf`);
      await storePacket(pool, agenda, one, await bindMaster(input, path));
      await rm(path, { force: true });
    }
  });
  await finishSet(pool, agenda, classes, recipients);
}

/** As they were frozen when the agenda was handed in; now where that was before there were any. */
async function sheetsOf(
  pool: Pool,
  office: Office,
  { versionId, items }: Approved,
): Promise<ReadonlyMap<string, ItemSheet>> {
  const frozen = await findSheets(pool, versionId);
  if (frozen.size < items.length) await freezeItemSheets(office, pool, { versionId, items, submission: '' });
  return (await findSheets(pool, versionId)) as unknown as Map<string, ItemSheet>;
}

/** Asked at intake already; nothing with a 密级 is printed (law 12). */
function refuseSecrets(input: object): void {
  try {
    refuseClassification(input, '');
  } catch (error) {
    if (error instanceof RenderingError) throw new PermanentError(error.message);
    throw error;
  }
}

/** A folder of its own name: what a killed worker left in it is swept away by the next. */
async function inFolder(name: string, work: (folder: string) => Promise<void>): Promise<void> {
  const folder = join(tmpdir(), name);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { mode: 0o700 });
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
