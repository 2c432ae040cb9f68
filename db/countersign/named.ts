import { concernedBodies, jointBodies } from '../../domain/countersign/concerned';
import type { JointAsking } from '../../domain/countersign/jointIssue';
import { changeBetween } from '../../domain/document/changes';
import type { VersionChange } from '../../domain/document/changes';
import type { DocumentContent } from '../../domain/document/content';
import type { Body } from '../../domain/people/types';
import type { CaseFacts } from '../../domain/routing/facts';
import type { Queryable } from '../pool';
import type { RuleSet } from '../ruleSets';

/** The purpose for which organs of 联合行文 are asked: `countersignRules` has rows of its own for it. */
export const JOINT_ISSUE = 'joint-issue';

/** Whom a paper names: bodies that countersign it, and bodies that issue it too. */
export interface NamedBodies {
  concerned: string[];
  jointly: string[];
  /** Of the concerned those whom the table names: the lead department can't do without them. */
  required: string[];
}

/**
 * Whom a text names, by what its drafter wrote and by what the table says of its matter.
 *
 * @rule art-18 art-45
 */
export async function findNamedBodies(
  sql: Queryable,
  ruleSet: RuleSet,
  paper: {
    facts: CaseFacts;
    draftingBodyId: string;
    content: Pick<DocumentContent, 'joint' | 'concernedBodies'>;
  },
): Promise<NamedBodies> {
  const { facts, draftingBodyId, content } = paper;
  const { rows } = await sql.query<Pick<Body, 'id' | 'name' | 'shortName'>>(
    'select id, name, short_name as "shortName" from bodies',
  );
  const jointly = jointBodies(content, draftingBodyId, rows);
  const byTable = ruleSet.consultees(facts).bodies;
  const concerned = concernedBodies(content, byTable, draftingBodyId, jointly);
  return { jointly, concerned, required: concerned.filter((bodyId) => byTable.includes(bodyId)) };
}

/** A joint organ's signature as it is printed, where there is one. */
export interface JointRecord extends JointAsking {
  personName: string | null;
  signedAt: Date | null;
}

/**
 * What the organs of 联合行文 were asked and said, in all rounds of a case, in order.
 *
 * @rule art-18 art-45
 */
export async function listJointAskings(sql: Queryable, caseId: string): Promise<JointRecord[]> {
  const { rows } = await sql.query<Omit<JointRecord, 'change'> & { versionNumber: number }>(
    `select request.body_id as "bodyId", written.answer, request.state = 'ended' as "isBroken",
            person.display_name as "personName", written.answered_at as "signedAt", version.number as "versionNumber"
       from countersign_requests as request
       join countersign_rounds as round on round.id = request.round_id
       join document_versions as version on version.id = round.version_id
       left join countersign_answers as written on written.request_id = request.id and written.kind = 'in-time'
       left join persons as person on person.id = written.person_id
      where request.case_id = $1 and round.purpose = $2
      order by round.number, request.stage`,
    [caseId, JOINT_ISSUE],
  );
  if (rows.length === 0) return [];
  const versions = await listVersionChanges(sql, caseId);
  const latest = Math.max(...versions.map(({ number }) => number));
  return rows.map(({ versionNumber, ...one }) => ({
    ...one,
    change: changeBetween(versions, versionNumber, latest),
  }));
}

/** Numbers of a case's versions, and how each differs from the one before. */
export async function listVersionChanges(
  sql: Queryable,
  caseId: string,
): Promise<{ number: number; change: VersionChange }[]> {
  const { rows } = await sql.query<{ number: number; change: VersionChange }>(
    'select number, change from document_versions where case_id = $1',
    [caseId],
  );
  return rows;
}
