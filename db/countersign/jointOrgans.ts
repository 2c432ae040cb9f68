import { jointBodies } from '../../domain/countersign/concerned';
import { standingSignature } from '../../domain/countersign/jointIssue';
import type { DocumentContent } from '../../domain/document/content';
import type { Office } from '../officeSchema';
import type { Queryable } from '../pool';
import type { RunningCase } from '../runningCases';
import { listJointAskings } from './named';

/** An organ of 联合行文 with its head's signature as it stands for the present text; null where he signed elsewhere. */
export interface JointOrgan {
  /** As the text names it. */
  issuer: string;
  signature: { personName: string; signedAt: Date } | null;
}

/**
 * The organs that a text names besides the lead one, in its order. Those of this office bring the signature that was given
 * here; of others the text itself says who signed and when.
 *
 * @rule art-18 art-45
 */
export async function listJointOrgans(
  sql: Queryable,
  { bodies }: Pick<Office, 'bodies'>,
  { id, draftingBodyId }: RunningCase,
  content: DocumentContent,
): Promise<JointOrgan[]> {
  const askings = await listJointAskings(sql, id);
  return (content.joint ?? []).map((organ) => {
    const [bodyId] = jointBodies({ joint: [organ] }, draftingBodyId, bodies);
    const signed = bodyId === undefined ? undefined : standingSignature(bodyId, askings);
    return {
      issuer: organ.issuer,
      signature:
        signed?.personName && signed.signedAt
          ? { personName: signed.personName, signedAt: signed.signedAt }
          : null,
    };
  });
}
