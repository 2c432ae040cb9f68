import type { Account } from '../../../db/accounts';
import { insertDecision, listDecisions, standing } from '../../../db/afterMeeting/decisions';
import type { DecisionInput } from '../../../db/afterMeeting/decisions';
import type { Minutes } from '../../../db/afterMeeting/minutes';
import { findMinutes } from '../../../db/afterMeeting/minutes';
import { findCase, lockCase } from '../../../db/cases';
import { appendLedger } from '../../../db/ledger';
import { listItems } from '../../../db/meetings/items';
import type { MeetingItem } from '../../../db/meetings/items';
import { lockMeeting } from '../../../db/meetings/meetings';
import type { Meeting } from '../../../db/meetings/meetings';
import { tell } from '../../../db/meetings/tellings';
import type { Queryable } from '../../../db/pool';
import { findStandingSignature } from '../../../db/signatures';
import { listOpenHolders } from '../../../db/stepHolders';
import { withTransaction } from '../../../db/transaction';
import type { Dependencies } from '../../dependencies';
import type { Office } from '../../office';
import { labelOf } from '../../office';
import { conflict, notFound, unacceptable } from '../../problems';
import { MEETING_DUTY, requireMeetingReader, requireSecretary } from '../meetings/access';
import { actorIn, standingOf } from './access';

/**
 * Records what the meeting decided on an item, or records it anew, as long as the meeting is held.
 *
 * @rule art-26 art-34
 */
export async function recordDecision(
  deps: Dependencies,
  account: Account,
  place: { meetingId: string; itemId: string },
  input: DecisionInput,
): Promise<void> {
  requireSecretary(await requireMeetingReader(deps, account, place.meetingId));
  requireDisclosure(deps.office, input);
  requireTasks(deps.office, input);
  await withTransaction(deps.pool, async (sql) => {
    const { meeting, item } = await lockItem(sql, place);
    if (meeting.state === 'ended') {
      throw conflict(
        'meeting-ended',
        '会议已经散会',
        '散会以后决定不再重记，确需改动的，请登记更正并写明理由。',
      );
    }
    if (meeting.state !== 'opened') {
      throw conflict('meeting-not-opened', '会议还没有开始', '开会以后才能登记决定，请先登记开会。');
    }
    await keep(deps, sql, account, { item, input, correction: null });
  });
}

/** 更正 after the meeting: its words and how it is made public; what was set going stays. @rule art-34 */
export async function correctDecision(
  deps: Dependencies,
  account: Account,
  place: { meetingId: string; itemId: string },
  input: Pick<DecisionInput, 'words' | 'disclosure' | 'disclosureReason'> & { reason: string },
): Promise<void> {
  requireSecretary(await requireMeetingReader(deps, account, place.meetingId));
  requireDisclosure(deps.office, input);
  await withTransaction(deps.pool, async (sql) => {
    const { meeting, item } = await lockItem(sql, place);
    const present = standing(await listDecisions(sql, meeting.caseId)).get(item.id);
    if (meeting.state !== 'ended' || !present) {
      throw conflict('meeting-not-ended', '会议还没有散会', '散会以前直接重新登记决定即可，不必更正。');
    }
    const { reason, ...changed } = input;
    const minutes = await findMinutes(sql, meeting.caseId);
    const changesMinutes = minutes !== null && changed.words.trim() !== present.words.trim();
    if (changesMinutes) await requireUnsigned(sql, minutes);
    const corrected = {
      outcome: present.outcome,
      pressWanted: present.pressWanted,
      tasks: [],
      documents: [],
      ...changed,
    };
    await keep(deps, sql, account, { item, input: corrected, correction: { reason } });
    if (changesMinutes) await tellOfMinutes(deps, sql, account, { minutes, meeting, item, reason });
  });
}

/** Locks in the order of law: case, meeting. */
async function lockItem(
  sql: Queryable,
  { meetingId, itemId }: { meetingId: string; itemId: string },
): Promise<{ meeting: Meeting; item: MeetingItem }> {
  await lockCase(sql, meetingId);
  const meeting = await lockMeeting(sql, meetingId);
  const item = (await listItems(sql, meetingId)).find(({ id }) => id === itemId);
  if (!meeting || !item) throw notFound('议题');
  return { meeting, item };
}

async function keep(
  deps: Dependencies,
  sql: Queryable,
  account: Account,
  given: { item: MeetingItem; input: DecisionInput; correction: { reason: string } | null },
): Promise<void> {
  const { item, input, correction } = given;
  const now = deps.clock.now();
  const recordedAs = actorIn(await standingOf(deps, sql, account), account, ({ duties }) =>
    duties.includes(MEETING_DUTY),
  );
  const id = await insertDecision(sql, {
    ...input,
    itemId: item.id,
    meetingId: item.meetingId,
    recordedBy: account.personId,
    recordedAs,
    correction,
    at: now,
  });
  const outcome = labelOf(deps.office.meetings.outcomes, input.outcome);
  await appendLedger(sql, {
    caseId: item.meetingId,
    kind: correction ? 'decision-corrected' : 'decision-recorded',
    personId: account.personId,
    actor: recordedAs,
    capacity: null,
    summary: correction
      ? `更正对“${item.title}”的决定：${correction.reason}`
      : `登记对“${item.title}”的决定：${outcome}`,
    data: { itemId: item.id, decisionId: id, outcome: input.outcome, disclosure: input.disclosure },
    effectKey: `decision:${id}`,
    at: now,
  });
}

/** What was signed says what the meeting decided: nobody changes it behind the signature. @rule art-34 art-40 */
async function requireUnsigned(sql: Queryable, { caseId }: Minutes): Promise<void> {
  // Nobody signs while it is being corrected: a meeting's case is locked before that of its minutes.
  const found = await lockCase(sql, caseId);
  const signature = await findStandingSignature(sql, caseId);
  if (found?.status !== 'issued' && !signature) return;
  throw conflict(
    'minutes-signed',
    '纪要已经签发',
    `《${found?.title ?? '纪要'}》已经签发，决定的内容不再更正。还没有印发的，请签发人或者复核人先退回，再更正；` +
      '已经印发的，请提请会议重新议定，以新的决定为准，或者另行印发更正的纪要。',
  );
}

/** Whoever drafts the minutes, and whoever has them now; on record in their case. */
async function tellOfMinutes(
  { clock }: Dependencies,
  sql: Queryable,
  account: Account,
  {
    minutes,
    meeting,
    item,
    reason,
  }: { minutes: Minutes; meeting: Meeting; item: MeetingItem; reason: string },
): Promise<void> {
  const found = await findCase(sql, minutes.caseId);
  if (!found || found.status === 'ended') return;
  const at = clock.now();
  const effectKey = `decision-corrected:${item.id}:${at.toISOString()}`;
  const words = `${meeting.title}对“${item.title}”的决定有更正（${reason}），请照更正后的话改《${minutes.title}》`;
  const personIds = [found.drafterPersonId, ...(await listOpenHolders(sql, minutes.caseId))];
  await tell(sql, { meetingId: meeting.caseId, kind: 'decision-corrected', words, personIds, effectKey });
  await appendLedger(sql, {
    caseId: minutes.caseId,
    kind: 'decision-corrected',
    personId: account.personId,
    actor: account.displayName,
    capacity: null,
    summary: `会议对“${item.title}”的决定有更正：${reason}。纪要照更正后的话改好才能送审、签发、印发`,
    data: { itemId: item.id },
    effectKey,
    at,
  });
}

/** @rule art-26 */
function requireDisclosure(
  { meetings }: Office,
  {
    disclosure,
    disclosureReason,
    pressWanted,
  }: Pick<DecisionInput, 'disclosure' | 'disclosureReason'> & {
    pressWanted?: boolean;
  },
): void {
  const chosen = meetings.disclosures.find(({ id }) => id === disclosure);
  if (chosen?.needsReason && disclosureReason.trim() === '') {
    throw unacceptable('disclosure-reason', '请写明理由', `${chosen.label}的，须写明理由。`);
  }
  if (pressWanted && !chosen?.isPublic) {
    throw unacceptable(
      'press-not-public',
      '不能报道',
      '不公开的决定不作会议报道，请改公开方式或者不作报道。',
    );
  }
}

function requireTasks({ meetings }: Office, { outcome, tasks, documents }: DecisionInput): void {
  const chosen = meetings.outcomes.find(({ id }) => id === outcome);
  if (!chosen?.carries && documents.length > 0) {
    throw unacceptable('nothing-to-issue', '不能印发', `${chosen?.label ?? ''}的议题没有要印发的文件。`);
  }
  const twice = tasks.find(({ leadBodyId, assistingBodyIds }) => assistingBodyIds.includes(leadBodyId));
  if (twice) {
    throw unacceptable('lead-assists', '单位重复', '牵头单位不再列为配合单位，请核对议定事项。');
  }
}
