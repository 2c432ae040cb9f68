import type { Block } from '../../domain/document/text';
import type { CorrectedDecision } from '../../domain/meetings/correctedMinutes';
import { notCarried, notCarriedInWords } from '../../domain/meetings/correctedMinutes';
import { listItems } from '../meetings/items';
import type { Office } from '../officeSchema';
import type { Queryable } from '../pool';
import { findLatestVersion } from '../versions';
import type { Decision } from './decisions';
import { listDecisions } from './decisions';

/**
 * Corrections of decisions that this text of a case doesn't carry; none where the case is no minutes.
 *
 * @rule art-34 art-40
 */
export async function listNotCarried(
  sql: Queryable,
  caseId: string,
  blocks: readonly Block[],
): Promise<CorrectedDecision[]> {
  const { rows } = await sql.query<{ id: string }>(
    `select meeting_id as id from meeting_minutes as minutes
      where case_id = $1
        and exists (select from item_decisions as decision
                     where decision.meeting_id = minutes.meeting_id and decision.is_correction)`,
    [caseId],
  );
  const meetingId = rows[0]?.id;
  return meetingId ? notCarried(blocks, await listCorrected(sql, meetingId)) : [];
}

/**
 * Why minutes can't go on as they are: they don't say what was corrected. About the text that the act agrees to, or hands in
 * changed. Null where nothing stands against it; a return is never kept back.
 *
 * @rule art-40
 */
export async function faultOfMinutes(
  sql: Queryable,
  office: Pick<Office, 'vocabulary'>,
  caseId: string,
  decision: string,
): Promise<string | null> {
  const meaning = office.vocabulary.decisions.find(({ id }) => id === decision);
  // Whoever agrees on condition that the text is changed may ask for just this; it is looked at when it was changed.
  const passes = meaning?.freezes !== undefined || (meaning?.agrees && !meaning.needsReasons);
  if (!passes) return null;
  const blocks = meaning.freezes ? await blocksOfDraft(sql, caseId) : await blocksOfVersion(sql, caseId);
  const left = await listNotCarried(sql, caseId, blocks);
  if (left.length === 0) return null;
  const how = meaning.freezes ? '请先照更正后的话改好文稿' : '请退回修改';
  return `${notCarriedInWords(left)}。${how}`;
}

/** What was corrected in words since the meeting ended. */
async function listCorrected(sql: Queryable, meetingId: string): Promise<CorrectedDecision[]> {
  const decisions = await listDecisions(sql, meetingId);
  return (await listItems(sql, meetingId)).flatMap(({ id, title }) => {
    const records = sinceTheEnd(decisions.filter(({ itemId }) => itemId === id));
    const words = records.at(-1)?.words ?? '';
    const former = records.map((one) => one.words).filter((one) => one !== words);
    return former.length > 0 ? [{ title, words, former }] : [];
  });
}

/** The record with which the meeting ended, and its corrections. */
function sinceTheEnd(records: readonly Decision[]): Decision[] {
  const last = records.filter(({ isCorrection }) => !isCorrection).at(-1);
  return records.filter((one) => one.isCorrection || one === last);
}

async function blocksOfVersion(sql: Queryable, caseId: string): Promise<Block[]> {
  return (await findLatestVersion(sql, caseId))?.content.blocks ?? [];
}

async function blocksOfDraft(sql: Queryable, caseId: string): Promise<Block[]> {
  const { rows } = await sql.query<{ blocks: Block[] }>(
    `select content -> 'blocks' as blocks from drafts where case_id = $1`,
    [caseId],
  );
  return rows[0]?.blocks ?? [];
}
