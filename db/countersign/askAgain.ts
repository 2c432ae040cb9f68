import type { AskedAgain } from '../../domain/countersign/nextOfRound';
import { loadPeopleSnapshot } from '../people';
import type { Queryable } from '../pool';
import { loadRuleSet } from '../ruleSets';
import type { RunningCase } from '../runningCases';
import type { CountersignPlace } from './place';
import { requestFor } from './requestFor';
import { insertRequest } from './requests';

/**
 * Puts a further question to bodies of a round, as its next stage; all at once, by the limit of the table. Answers the
 * short names of those who are asked.
 *
 * @rule art-45
 */
export async function askAgain(
  sql: Queryable,
  running: RunningCase,
  place: CountersignPlace,
  again: AskedAgain,
  now: Date,
): Promise<string[]> {
  if (again.bodyIds.length === 0) return [];
  const ruleSet = await loadRuleSet(sql, running.ruleSetHash);
  const { bodies } = await loadPeopleSnapshot(sql, now);
  const stage = (await latestStage(sql, place.roundId)) + 1;
  const asked = bodies.filter(({ id }) => again.bodyIds.includes(id));
  for (const body of asked) {
    const { roundId, purpose, leadBodyId } = place;
    const round = { roundId, purpose, leadBodyId, stage, about: again.about, group: 1 };
    const plain = { own: null, setBy: null, addedBy: null, addReason: null };
    await insertRequest(sql, requestFor(ruleSet, running, body, { ...round, ...plain }));
  }
  return asked.map(({ shortName }) => shortName);
}

export async function latestStage(sql: Queryable, roundId: string): Promise<number> {
  const { rows } = await sql.query<{ stage: number }>(
    'select coalesce(max(stage), 0) as stage from countersign_requests where round_id = $1',
    [roundId],
  );
  return rows[0]?.stage ?? 0;
}
