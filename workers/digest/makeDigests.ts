import type { PoolClient } from 'pg';
import { currentCalendar } from '../../db/calendar';
import { readOfficeTime } from '../../db/clock';
import { beginWeek, insertDigest, listForDigests } from '../../db/countersign/digests';
import type { ListedRequest } from '../../db/countersign/digests';
import { loadPeopleSnapshot } from '../../db/people';
import { loadRuleSet } from '../../db/ruleSets';
import { withTransaction } from '../../db/transaction';
import { composeDigest } from '../../domain/digest/composeDigest';
import { dueDigest } from '../../domain/digest/digestTime';
import type { DigestRequest } from '../../domain/digest/types';
import type { PeopleSnapshot } from '../../domain/people/types';
import { resolveHolder } from '../../domain/people/resolveHolder';
import type { RuleSet } from '../../domain/routing';
import type { WorkerDeps } from '../deps';

export type DigestDeps = Pick<WorkerDeps, 'pool' | 'office' | 'log' | 'publicUrl'>;

const WEEK_MILLISECONDS = 7 * 24 * 3_600_000;

/** Somebody to whom the table gives requests, and those. */
interface Reader {
  name: string;
  requests: DigestRequest[];
}

/**
 * Makes this week's digests where they are due and nobody has: all in one transaction, so that a killed worker leaves
 * none or all. They go by the tables that hold now, not by those that a case has pinned: it is the office that is told.
 *
 * @returns how many were made
 * @rule art-45
 */
export async function makeDigests(deps: DigestDeps): Promise<number> {
  const { pool, office } = deps;
  if (!office.weeklyDigest) return 0;
  // Not the process's clock: word that the clock was moved may reach the loop before it reaches that one.
  const now = new Date(await readOfficeTime(pool));
  const calendar = await currentCalendar(pool);
  const due = dueDigest(now, office.weeklyDigest, calendar);
  if (!due) return 0;
  return withTransaction(pool, async (sql) => {
    const week = await beginWeek(sql, due.weekOf, now);
    if (!week) return 0;
    const since = week.since ?? new Date(due.dueAt.getTime() - WEEK_MILLISECONDS);
    let made = 0;
    for (const [personId, reader] of await readersOf(deps, sql, await listForDigests(sql, since), now)) {
      const digest = composeDigest(reader, now, calendar, (roundId) =>
        new URL(`/countersigns/${roundId}`, deps.publicUrl).toString(),
      );
      if (!digest) continue;
      await insertDigest(sql, { weekOf: due.weekOf, personId, ...digest, madeAt: now });
      made += 1;
    }
    return made;
  });
}

/** Who is told of which requests, by the table's word for him. */
async function readersOf(
  deps: DigestDeps,
  sql: PoolClient,
  listed: ListedRequest[],
  now: Date,
): Promise<Map<string, Reader>> {
  const readers = new Map<string, Reader>();
  if (listed.length === 0) return readers;
  const people = await loadPeopleSnapshot(sql, now);
  const ruleSet = await loadRuleSet(sql, 'current');
  const purposes = new Map(deps.office.vocabulary.countersignPurposes.map(({ id, label }) => [id, label]));
  for (const request of listed) {
    const { digestDays, digestTo } = ruleSet.countersignRule(request.bodyKind, request.purpose);
    const told = toldOf(deps, request, digestTo, people);
    if (told.length === 0) deps.log.warn({ bodyId: request.bodyId }, '每周会签提醒单没有人可送');
    for (const { personId, name } of told) {
      const reader = readers.get(personId) ?? { name, requests: [] };
      reader.requests.push({
        ...request,
        purpose: purposes.get(request.purpose) ?? request.purpose,
        digestDays,
      });
      readers.set(personId, reader);
    }
  }
  return readers;
}

/** Each person once, in the first of his posts. */
function toldOf(
  { office }: DigestDeps,
  request: ListedRequest,
  digestTo: ReturnType<RuleSet['countersignRule']>['digestTo'],
  people: PeopleSnapshot,
): { personId: string; name: string }[] {
  const context = {
    drafter: { personId: request.drafterPersonId, postId: request.drafterPostId },
    draftingBodyId: request.draftingBodyId,
    asked: { bodyId: request.bodyId, byPrincipal: request.byPrincipal },
  };
  const told = new Map<string, string>();
  for (const holder of office.holders.filter(({ id }) => digestTo.includes(id))) {
    for (const { personId, postLabel, personName } of resolveHolder(holder, context, people).capacities) {
      if (!told.has(personId)) told.set(personId, `${postLabel}${personName}`);
    }
  }
  return [...told].map(([personId, name]) => ({ personId, name }));
}
