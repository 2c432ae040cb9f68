import type { Account } from '../../../db/accounts';
import {
  findKeeper,
  insertEntry,
  insertReading,
  listEntries,
  listReadings,
  openRecord,
  standingEntries,
} from '../../../db/afterMeeting/records';
import type { RecordEntry, RecordKeeper } from '../../../db/afterMeeting/records';
import { listItems } from '../../../db/meetings/items';
import { findMeeting, lockMeeting } from '../../../db/meetings/meetings';
import type { Meeting } from '../../../db/meetings/meetings';
import type { Queryable } from '../../../db/pool';
import { withTransaction } from '../../../db/transaction';
import type { RecordKind } from '../../../domain/meetings/record';
import { faultOfLine } from '../../../domain/meetings/record';
import type { Dependencies } from '../../dependencies';
import { conflict, forbidden, notFound, unacceptable } from '../../problems';
import { postsOf } from '../meetings/access';
import type { Standing } from './access';
import { recordReaders, standingOf } from './access';

export interface RecordLineInput {
  itemId: string;
  kind: RecordKind;
  speakerPersonId: string | null;
  speaker?: string | undefined;
  words: string;
  corrects: string | null;
}

export interface RecordView {
  meetingId: string;
  keeper: RecordKeeper | null;
  entries: (RecordEntry & { stands: boolean })[];
  readings: { personId: string; name: string; readAt: Date }[];
}

/**
 * 会议记录, for the few who may read it: who keeps it, who presided, and whom the office names. Each reading is recorded.
 *
 * @rule art-34 art-56
 */
export async function readRecord(
  deps: Dependencies,
  account: Account,
  meetingId: string,
): Promise<RecordView> {
  const { meeting, keeper } = await requireRecordReader(deps, deps.pool, account, meetingId);
  const entries = await listEntries(deps.pool, meetingId);
  const standing = new Set(standingEntries(entries).map(({ id }) => id));
  // Before anybody began there is nothing to read.
  if (keeper) await insertReading(deps.pool, meeting.caseId, account.personId);
  return {
    meetingId,
    keeper,
    entries: entries.map((entry) => ({ ...entry, stands: standing.has(entry.id) })),
    readings: await listReadings(deps.pool, meetingId),
  };
}

/** Adds a line, or puts one right; whoever writes the first line keeps the record. Who presides speaks last. */
export async function addRecordLine(
  deps: Dependencies,
  account: Account,
  meetingId: string,
  input: RecordLineInput,
): Promise<void> {
  await withTransaction(deps.pool, async (sql) => {
    const { standing } = await requireRecordReader(deps, sql, account, meetingId);
    const meeting = await lockMeeting(sql, meetingId);
    const item = (await listItems(sql, meetingId)).find(({ id }) => id === input.itemId);
    if (!meeting || !item) throw notFound('议题');
    if (meeting.state !== 'opened' && meeting.state !== 'ended') {
      throw conflict('meeting-not-opened', '会议还没有开始', '开会以后才能记会议记录。');
    }
    if (standing.isSecretary) await openRecord(sql, meetingId, account.personId);
    const keeper = await findKeeper(sql, meetingId);
    if (keeper?.personId !== account.personId) {
      throw forbidden(`会议记录由${keeper?.name ?? '会务人员'}记，其他人不能添加、更正。`);
    }
    const before = await listEntries(sql, meetingId);
    requireLine(before, input, meeting);
    await insertEntry(sql, {
      meetingId,
      itemId: input.itemId,
      kind: input.kind,
      speakerPersonId: input.speakerPersonId,
      speakerWords: speakerOf(input, standing),
      words: input.words,
      corrects: input.corrects,
      recordedBy: account.personId,
    });
  });
}

function requireLine(before: RecordEntry[], input: RecordLineInput, meeting: Meeting): void {
  const standing = standingEntries(before).filter(({ itemId }) => itemId === input.itemId);
  if (input.corrects !== null) {
    const corrected = standing.find(({ id }) => id === input.corrects);
    if (!corrected) throw unacceptable('no-such-line', '没有这一条', '要更正的记录不存在，或者已经更正过。');
    if (corrected.kind !== input.kind || corrected.speakerPersonId !== input.speakerPersonId) {
      throw unacceptable('another-speaker', '不能更正', '更正只改所记的话，发言人和性质不变。');
    }
    return;
  }
  const fault = faultOfLine(standing, input, meeting.presiderPersonId);
  if (fault) throw conflict('speaking-order', '发言次序不符', `${fault}。`);
}

function speakerOf({ speakerPersonId, speaker }: RecordLineInput, { people }: Standing): string {
  if (speakerPersonId === null) {
    if (!speaker)
      throw unacceptable('no-speaker', '请写明发言人', '请选择发言人，外单位的请写明职务、姓名。');
    return speaker;
  }
  const person = people.persons.find(({ id }) => id === speakerPersonId);
  if (!person) throw unacceptable('no-such-person', '没有这个人', '所选的发言人不在任，请核对。');
  return `${postsOf(people, speakerPersonId)[0]?.label ?? ''}${person.displayName}`;
}

/** Who keeps it, who presided, whom the office names; before anybody began, those who handle meetings. */
export async function requireRecordReader(
  deps: Dependencies,
  sql: Queryable,
  account: Account,
  meetingId: string,
): Promise<{ meeting: Meeting; keeper: RecordKeeper | null; standing: Standing }> {
  const meeting = await findMeeting(sql, meetingId);
  if (!meeting) throw notFound('会议记录');
  const standing = await standingOf(deps, sql, account);
  const keeper = await findKeeper(sql, meetingId);
  const may =
    meeting.presiderPersonId === account.personId ||
    recordReaders(deps.office, standing.people).includes(account.personId) ||
    (keeper ? keeper.personId === account.personId : standing.isSecretary);
  if (!may) throw notFound('会议记录');
  return { meeting, keeper, standing };
}
