import type { LastRound } from '../../domain/countersign/toBeHeard';
import { toBeHeard } from '../../domain/countersign/toBeHeard';
import { standingSignature, toSignJointly } from '../../domain/countersign/jointIssue';
import { changeBetween } from '../../domain/document/changes';
import type { Queryable } from '../pool';
import { loadRuleSet } from '../ruleSets';
import type { RunningCase } from '../runningCases';
import { findLatestVersion } from '../versions';
import { articleInWords } from '../../domain/routing/ruleInWords';
import { signingOf } from '../../domain/steps/signing';
import { findNamedBodies, JOINT_ISSUE, listJointAskings, listVersionChanges } from './named';
import { loadRoundRecord } from './record';
import { findOpenRound } from './rounds';

/** Whom the present version of a case must still be put to. */
export interface StillToAsk {
  /** Bodies concerned that never answered and whose silence never counted. */
  unheard: string[];
  /** Those, and whoever objected or commented and is to be heard again. */
  toBeHeard: string[];
  /** Organs of 联合行文 whose signature is to be asked for. */
  toSign: string[];
  /** Organs of 联合行文 whose signature doesn't stand for the present text. */
  unsigned: string[];
}

/**
 * Whom the present version of a case must still be put to: those that its drafter names, those that the table names by
 * its matter, and the organs that issue it too.
 *
 * @rule art-18 art-45
 */
export async function listStillToAsk(sql: Queryable, running: RunningCase): Promise<StillToAsk> {
  const version = await findLatestVersion(sql, running.id);
  const ruleSet = await loadRuleSet(sql, running.ruleSetHash);
  const named = await findNamedBodies(sql, ruleSet, { ...running, content: version?.content ?? {} });
  const dealtWith = await listDealtWith(sql, running.id);
  // Whom the lead department dropped it needn't ask, but for those whom the table names.
  const heard = dealtWith
    .filter(({ isDropped, bodyId }) => !isDropped || !named.required.includes(bodyId))
    .map(({ bodyId }) => bodyId);
  const askings = await listJointAskings(sql, running.id);
  return {
    unheard: named.concerned.filter((bodyId) => !heard.includes(bodyId)),
    toBeHeard: toBeHeard(named.concerned, heard, await findLastRound(sql, running.id)),
    toSign: toSignJointly(named.jointly, askings),
    unsigned: named.jointly.filter((bodyId) => !standingSignature(bodyId, askings)),
  };
}

/**
 * Why a paper can't be signed yet, in Chinese and without a full stop: countersigning is under way, or somebody whom it
 * concerns wasn't heard, or the head of an organ that issues it too hasn't signed; null where nothing stands against it.
 *
 * @rule art-18 art-45
 */
export async function faultOfSigning(sql: Queryable, running: RunningCase): Promise<string | null> {
  if (await findOpenRound(sql, running.id)) return '此件正在会签，没有办结，现在不能签发；请等其办结后再签';
  const { unheard, toBeHeard: again, unsigned } = await listStillToAsk(sql, running);
  const left = signingOf(running.processId).countersigned === 'again' ? again : unheard;
  const cite = async (purpose: string): Promise<string> => {
    const ruleSet = await loadRuleSet(sql, running.ruleSetHash);
    return articleInWords(ruleSet.countersignRule('department', purpose));
  };
  if (left.length > 0) {
    // What holds for any purpose but joint issue.
    const article = await cite('');
    return `依${article}，此件须先由${await namesOf(sql, left)}会签，现在不能签发；请退回，由拟稿人重新报送后会签`;
  }
  if (unsigned.length === 0) return null;
  const article = await cite(JOINT_ISSUE);
  return `依${article}，联合行文须各单位主要负责人都签发，${await namesOf(sql, unsigned)}没有签，现在不能签发；请退回，改由其会签，或者协商后重新报送`;
}

async function namesOf(sql: Queryable, bodyIds: string[]): Promise<string> {
  const { rows } = await sql.query<{ name: string }>(
    'select short_name as name from bodies where id = any($1) order by array_position($1, id)',
    [bodyIds],
  );
  return rows.map(({ name }) => name).join('、');
}

/** Bodies that answered or whose silence counts, and those that were dropped and never came to either. */
async function listDealtWith(
  sql: Queryable,
  caseId: string,
): Promise<{ bodyId: string; isDropped: boolean }[]> {
  const { rows } = await sql.query<{ bodyId: string; isDropped: boolean }>(
    `select body_id as "bodyId", bool_and(state = 'dropped') as "isDropped" from countersign_requests
      where case_id = $1 and state in ('answered', 'deemed', 'by-phone', 'dropped') group by body_id`,
    [caseId],
  );
  return rows;
}

async function findLastRound(sql: Queryable, caseId: string): Promise<LastRound | null> {
  const { rows } = await sql.query<{ id: string; isBroken: boolean; versionNumber: number }>(
    `select round.id, round.outcome in ('returned', 'withdrawn') as "isBroken", version.number as "versionNumber"
       from countersign_rounds as round join document_versions as version on version.id = round.version_id
      where round.case_id = $1 and round.state = 'closed' and round.purpose <> $2 order by round.number desc limit 1`,
    [caseId, JOINT_ISSUE],
  );
  const last = rows[0];
  if (!last) return null;
  const versions = await listVersionChanges(sql, caseId);
  const latest = Math.max(...versions.map(({ number }) => number));
  return {
    record: await loadRoundRecord(sql, last.id),
    isBroken: last.isBroken,
    change: changeBetween(versions, last.versionNumber, latest),
  };
}
