import { randomUUID } from 'node:crypto';
import type { RuleReference } from '../domain/routing/facts';
import type { Queryable } from './pool';

export interface Signature {
  caseId: string;
  elementInstanceKey: string;
  versionId: string;
  versionSha256: string;
  personId: string;
  postId: string;
  personName: string;
  postLabel: string;
  act: string;
  grade: 'trusted' | 'demo';
  rule: RuleReference;
  signedAt: Date;
  /** Of a signature by delegation: the delegation, and who gave it, as he was called then: 专员艾力亚尔·玉苏普. */
  delegationId: string | null;
  onBehalfOf: string | null;
}

/** Records a signature, once per step; the name and post stay as they were when it was given. */
export async function insertSignature(sql: Queryable, signature: Signature): Promise<void> {
  await sql.query(
    `insert into signatures (id, case_id, element_instance_key, version_id, version_sha256, person_id, post_id,
       person_name, post_label, act, grade, rule, signed_at, delegation_id, on_behalf_of)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
     on conflict (element_instance_key) do nothing`,
    [
      randomUUID(),
      signature.caseId,
      signature.elementInstanceKey,
      signature.versionId,
      signature.versionSha256,
      signature.personId,
      signature.postId,
      signature.personName,
      signature.postLabel,
      signature.act,
      signature.grade,
      JSON.stringify(signature.rule),
      signature.signedAt,
      signature.delegationId,
      signature.onBehalfOf,
    ],
  );
}

/** Law 3: what was signed no longer stands. Answers how many signatures that ended. */
export async function voidSignatures(sql: Queryable, caseId: string, reason: string): Promise<number> {
  const { rowCount } = await sql.query(
    'update signatures set void_reason = $2 where case_id = $1 and void_reason is null',
    [caseId, reason],
  );
  return rowCount ?? 0;
}

/** The signature a case now stands on, or null. */
export async function findStandingSignature(sql: Queryable, caseId: string): Promise<Signature | null> {
  const { rows } = await sql.query(
    `select case_id as "caseId", element_instance_key as "elementInstanceKey", version_id as "versionId",
            version_sha256 as "versionSha256", person_id as "personId", post_id as "postId",
            person_name as "personName", post_label as "postLabel", act, grade, rule, signed_at as "signedAt",
            delegation_id as "delegationId", on_behalf_of as "onBehalfOf"
       from signatures where case_id = $1 and void_reason is null`,
    [caseId],
  );
  return (rows[0] as Signature | undefined) ?? null;
}
