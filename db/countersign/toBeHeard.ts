import type { LastRound } from '../../domain/countersign/toBeHeard';
import { toBeHeard } from '../../domain/countersign/toBeHeard';
import { changeBetween } from '../../domain/document/changes';
import type { VersionChange } from '../../domain/document/changes';
import type { Queryable } from '../pool';
import { loadRuleSet } from '../ruleSets';
import type { RunningCase } from '../runningCases';
import { findLatestVersion } from '../versions';
import { loadRoundRecord } from './record';

/**
 * Ids of the bodies that are still to countersign the present version of a case: those that its drafter names, and
 * those that the table names by its matter.
 *
 * @rule art-45
 */
export async function listToBeHeard(sql: Queryable, running: RunningCase): Promise<string[]> {
  const version = await findLatestVersion(sql, running.id);
  const ruleSet = await loadRuleSet(sql, running.ruleSetHash);
  const concerned = [
    ...ruleSet.consultees(running.facts).bodies,
    ...(version?.content.concernedBodies ?? []),
  ].filter((bodyId) => bodyId !== running.draftingBodyId);
  return toBeHeard(concerned, await listHeard(sql, running.id), await findLastRound(sql, running.id));
}

async function listHeard(sql: Queryable, caseId: string): Promise<string[]> {
  const { rows } = await sql.query<{ bodyId: string }>(
    `select distinct body_id as "bodyId" from countersign_requests
      where case_id = $1 and state in ('answered', 'deemed', 'by-phone')`,
    [caseId],
  );
  return rows.map(({ bodyId }) => bodyId);
}

async function findLastRound(sql: Queryable, caseId: string): Promise<LastRound | null> {
  const { rows } = await sql.query<{ id: string; isBroken: boolean; versionNumber: number }>(
    `select round.id, round.outcome in ('returned', 'withdrawn') as "isBroken", version.number as "versionNumber"
       from countersign_rounds as round join document_versions as version on version.id = round.version_id
      where round.case_id = $1 and round.state = 'closed' order by round.number desc limit 1`,
    [caseId],
  );
  const last = rows[0];
  if (!last) return null;
  const { rows: versions } = await sql.query<{ number: number; change: VersionChange }>(
    'select number, change from document_versions where case_id = $1',
    [caseId],
  );
  const latest = Math.max(...versions.map(({ number }) => number));
  return {
    record: await loadRoundRecord(sql, last.id),
    isBroken: last.isBroken,
    change: changeBetween(versions, last.versionNumber, latest),
  };
}
