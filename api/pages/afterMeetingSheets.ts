import type { Account } from '../../db/accounts';
import { asCorrected } from '../../db/afterMeeting/decisions';
import { findMinutes } from '../../db/afterMeeting/minutes';
import { loadOutcome } from '../../db/afterMeeting/outcome';
import type { DecidedItem } from '../../db/afterMeeting/outcome';
import { findMeeting } from '../../db/meetings/meetings';
import { outcomeInWords, taskInWords } from '../../domain/meetings/minutesText';
import { isoDayInWords } from '../../domain/meetings/reference';
import { RenderingError } from '../../rendering/renderingError';
import type { Sheet } from '../../rendering/sheet';
import { renderSheet } from '../../rendering/sheet';
import { dayInWords, momentInWords } from '../dates';
import type { Dependencies } from '../dependencies';
import type { Office } from '../office';
import { conflict, notFound, unacceptable } from '../problems';
import type { Reply } from '../reply';
import { standingOf } from '../useCases/afterMeeting/access';
import { readTask } from '../useCases/afterMeeting/supervision';
import { labelOf } from '../office';

/** 议定事项交办单, printed. @rule art-24 */
export async function taskSheetFile(deps: Dependencies, account: Account, caseId: string): Promise<Reply> {
  const { office, pool } = deps;
  const { task } = await readTask(deps, account, caseId);
  const meeting = await findMeeting(pool, task.meetingId);
  const outcome = meeting && (await loadOutcome(pool, office, meeting));
  const decided = outcome?.decided.find(({ item }) => item.id === task.itemId);
  const at = (moment: Date): string => momentInWords(moment, office.timeZone);
  const sheet: Sheet = {
    title: '议定事项交办单',
    subject: task.title,
    facts: [
      { label: '交办依据', value: decided ? `${decided.reference}（${decided.item.title}）` : '' },
      { label: '议定事项', value: task.what },
      { label: '牵头单位', value: task.leadBodyName },
      { label: '配合单位', value: task.assisting.map(({ name }) => name).join('、') || '无' },
      { label: '办结期限', value: task.dueAt ? `${at(task.dueAt)}前` : '按办理时限表' },
      { label: '交办时间', value: at(task.openedAt) },
      {
        label: '办理情况',
        value: task.closedAt
          ? `${at(task.closedAt)}销号`
          : `在办${task.stepLabel ? `：${task.stepLabel}` : ''}`,
      },
    ],
    tables: [
      {
        heading: '进展反馈',
        columns: [
          { label: '单位', share: 24 },
          { label: '进展', share: 76 },
          { label: '何人、何时', share: 44 },
        ],
        rows: task.feedback.map(({ bodyName, words, givenAs, givenAt }) => [
          bodyName,
          words,
          `${givenAs}\n${at(new Date(givenAt))}`,
        ]),
      },
    ].filter(({ rows }) => rows.length > 0),
    demoNotice: office.demoNotice,
  };
  return pdf(render(sheet), `议定事项交办单 ${task.title}.pdf`);
}

/**
 * 纪要摘录: the items of the minutes that concern a body, for it alone, once the minutes are issued.
 *
 * @rule art-40 art-56
 */
export async function excerptFile(
  deps: Dependencies,
  account: Account,
  meetingId: string,
  bodyId: string,
): Promise<Reply> {
  const { office, pool } = deps;
  const body = office.bodies.find(({ id }) => id === bodyId);
  const standing = await standingOf(deps, pool, account);
  if (!body || !(standing.isOverseer || standing.inCharge.includes(bodyId))) throw notFound('纪要摘录');
  const meeting = await findMeeting(pool, meetingId);
  const minutes = await findMinutes(pool, meetingId);
  if (!meeting || minutes?.status !== 'issued') {
    throw conflict('minutes-not-issued', '纪要还没有印发', '纪要印发以后才有摘录；议定事项先按交办单办理。');
  }
  const { name, decided } = await loadOutcome(pool, office, meeting, asCorrected);
  const own = decided.filter((one) => concerns(one, bodyId));
  if (own.length === 0) throw notFound('纪要摘录');
  const sheet: Sheet = {
    title: '会议纪要摘录',
    subject: `${name}（${minutes.documentNumber ?? ''}）`,
    facts: [
      { label: '送', value: body.name },
      { label: '会议时间', value: dayInWords(meeting.openedAt ?? meeting.startsAt, office.timeZone) },
      { label: '主持人', value: meeting.presiderWords },
    ],
    tables: [
      {
        heading: null,
        columns: [
          { label: '议题', share: 44, leads: true },
          { label: '议定事项', share: 100 },
        ],
        rows: own.map((one) => [
          `第${one.position}项\n${one.item.title}`,
          wordsFor(office, one, bodyId).join('\n'),
        ]),
      },
    ],
    demoNotice: office.demoNotice,
  };
  return pdf(render(sheet), `会议纪要摘录 ${name}（${body.shortName}）.pdf`);
}

function concerns({ item, decision }: DecidedItem, bodyId: string): boolean {
  const { tasks, documents } = decision;
  return (
    item.bodyId === bodyId ||
    documents.some((document) => document.bodyId === bodyId) ||
    tasks.some((task) => task.leadBodyId === bodyId || task.assistingBodyIds.includes(bodyId))
  );
}

/** The decision, and of its tasks and documents those of this body; all of them for the body that proposed the item. */
function wordsFor(office: Office, { item, decision }: DecidedItem, bodyId: string): string[] {
  const nameOf = (id: string): string => labelOf(namesOf(office), id);
  const isOwn = item.bodyId === bodyId;
  return [
    outcomeInWords({ outcome: labelOf(office.meetings.outcomes, decision.outcome), words: decision.words }),
    ...decision.tasks
      .filter((task) => isOwn || task.leadBodyId === bodyId || task.assistingBodyIds.includes(bodyId))
      .map(({ what, leadBodyId, assistingBodyIds, dueOn }) =>
        taskInWords({
          what,
          lead: nameOf(leadBodyId),
          assisting: assistingBodyIds.map(nameOf),
          due: dueOn && isoDayInWords(dueOn),
        }),
      ),
    ...decision.documents
      .filter((document) => isOwn || document.bodyId === bodyId)
      .map(({ title, bodyId: by }) => `印发《${title}》，由${nameOf(by)}起草。`),
  ];
}

const namesOf = (office: Office): { id: string; label: string }[] =>
  office.bodies.map(({ id, shortName }) => ({ id, label: shortName }));

function render(sheet: Sheet): Uint8Array {
  try {
    return renderSheet(sheet).pdf;
  } catch (error) {
    if (error instanceof RenderingError)
      throw unacceptable('not-printable', '不能排版', `${error.message}。`);
    throw error;
  }
}

const pdf = (bytes: Uint8Array, fileName: string): Reply => ({
  kind: 'file',
  status: 200,
  bytes,
  mediaType: 'application/pdf',
  fileName,
  inline: true,
});
