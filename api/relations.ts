import type { Account } from '../db/accounts';
import type { CaseRelation } from '../db/cases';
import { listRelations } from '../db/cases';
import { isoDay } from './dates';
import type { Dependencies } from './dependencies';
import { readingDuties, revisingDecisions } from './office';

/** How somebody stands to a case now; null where there is no such case. @rule art-56 */
export async function relationTo(
  deps: Dependencies,
  account: Account,
  caseId: string,
): Promise<CaseRelation | null> {
  return (await relationsTo(deps, account, [caseId]))[0] ?? null;
}

/** Which of these cases somebody may read now, in one query. @rule art-56 */
export async function readableCases(
  deps: Dependencies,
  account: Account,
  caseIds: readonly string[],
): Promise<Set<string>> {
  const relations = await relationsTo(deps, account, caseIds);
  return new Set(relations.flatMap(({ caseId, isReader }) => (isReader ? [caseId] : [])));
}

const relationsTo = (
  { pool, clock, office }: Dependencies,
  { personId }: Account,
  caseIds: readonly string[],
): Promise<CaseRelation[]> =>
  listRelations(pool, {
    caseIds,
    personId,
    day: isoDay(clock.now(), office.timeZone),
    readingDuties: readingDuties(office),
    revisingDecisions: revisingDecisions(office),
  });
