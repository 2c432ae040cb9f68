import { listStandingSteps } from '../../db/agreements';
import { findGateFindings } from '../../db/caseGates';
import type { Queryable } from '../../db/pool';
import type { RunningCase } from '../../db/runningCases';
import type { Signature } from '../../db/signatures';
import { findStandingSignature } from '../../db/signatures';
import type { DocumentVersion } from '../../db/versions';
import { findLatestVersion } from '../../db/versions';
import { signingOf } from '../../domain/steps/signing';
import type { WorkerDeps } from '../deps';
import { PermanentError } from '../runJob';

/**
 * The signature and the text that may be numbered, printed and issued under it: nothing of substance was changed
 * since it was signed (law 3), this very text passed the final check, and no gate forbids it. Throws PermanentError.
 *
 * @rule art-6 art-18 art-47
 */
export async function requireSound(
  deps: WorkerDeps,
  sql: Queryable,
  running: RunningCase,
): Promise<{ signature: Signature; version: DocumentVersion }> {
  const signature = await findStandingSignature(sql, running.id);
  const version = await findLatestVersion(sql, running.id);
  if (!signature || !version) throw new PermanentError('此件尚无有效签发，不得编号印发');

  const standing = await listStandingSteps(sql, deps.office, running);
  const { sign, standing: required } = signingOf(running.processId);
  if (!standing.includes(sign)) throw new PermanentError('签发后文稿有实质性改动，须重新签发，不得编号印发');
  if (!required.every((elementId) => standing.includes(elementId))) {
    throw new PermanentError('现行文稿尚未复核通过，不得编号印发');
  }

  const findings = await findGateFindings(sql, deps.office, {
    ...running,
    content: version.content,
    caseId: running.id,
  });
  const refused = findings.find(({ outcome }) => outcome === 'refuse');
  if (refused) throw new PermanentError(`按规则此件不得印发：${refused.words}`);
  return { signature, version };
}
