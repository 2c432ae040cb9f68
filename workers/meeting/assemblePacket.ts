import { z } from 'zod';
import { findApprovedAgenda } from '../../db/meetings/agendas';
import { findPacketSet } from '../../db/packets/sets';
import { PacketError } from '../../rendering/packet';
import { RenderingError } from '../../rendering/renderingError';
import { requireOwnCase } from '../case/requireOwnCase';
import type { WorkerDeps } from '../deps';
import { defineWorker, NotYet, PermanentError } from '../runJob';
import { makePackets } from './packet/makePackets';

/**
 * 汇编会议材料: the packet of each class of recipients, from the agenda that was approved and from nothing else. Killed in the
 * middle it is made once, complete, by the next; until all of it is there nothing is served.
 *
 * @rule art-38
 */
export const assemblePacket = defineWorker({
  type: 'meeting.assemblePacket',
  action: '汇编会议材料',
  input: z.object({ caseId: z.uuid() }),
  createHandler:
    (deps: WorkerDeps) =>
    async ({ caseId }, job) => {
      await requireOwnCase(deps.pool, caseId, job);
      const agenda = await findApprovedAgenda(deps.pool, caseId);
      const approval = agenda?.approval;
      if (!agenda || !approval) throw new PermanentError('议程尚未批印，不得汇编会议材料');
      if (await findPacketSet(deps.pool, agenda.versionId)) return {};
      const isDone = await makePackets(deps, { ...agenda, approval }).catch(refuseForGood);
      if (!isDone) throw new NotYet('会议材料正在汇编');
      return {};
    },
});

/** What is in the materials does not change by trying again. */
function refuseForGood(error: unknown): never {
  if (error instanceof PacketError || error instanceof RenderingError)
    throw new PermanentError(error.message);
  throw error;
}
