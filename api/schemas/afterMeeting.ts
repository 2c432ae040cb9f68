import { z } from 'zod';
import type { Office } from '../office';
import { moment, rule } from './common';
import { line, said, text, uuid } from './text';

const isoDay = z.iso.date('应为日期，如 2026-12-31');
const oneOf = (entries: readonly { id: string }[]) =>
  z.enum(entries.map(({ id }) => id) as [string, ...string[]]);

/** 会议决定 as it is entered. */
export const decisionInput = ({ meetings, bodies }: Office) => {
  const body = oneOf(bodies);
  return z
    .strictObject({
      outcome: oneOf(meetings.outcomes).meta({ description: '决定' }),
      words: said(5_000).meta({ description: '决定的内容，如“原则同意……”' }),
      disclosure: oneOf(meetings.disclosures).meta({ description: '公开方式' }),
      disclosureReason: text(1_000).default('').meta({ description: '不公开的理由' }),
      pressWanted: z.boolean().default(false).meta({ description: '作会议报道' }),
      tasks: z
        .array(
          z.strictObject({
            what: said(2_000).meta({ description: '议定事项' }),
            leadBodyId: body.meta({ description: '牵头单位' }),
            assistingBodyIds: z.array(body).max(50).default([]).meta({ description: '配合单位' }),
            dueOn: isoDay.nullable().default(null).meta({ description: '办结期限；不写的按办理时限表' }),
          }),
        )
        .max(50)
        .default([]),
      documents: z
        .array(
          z.strictObject({
            title: line(200).meta({ description: '会议决定印发的文件' }),
            bodyId: body.meta({ description: '起草单位' }),
          }),
        )
        .max(20)
        .default([]),
    })
    .meta({ id: 'MeetingDecisionInput' });
};

export const correctionInput = ({ meetings }: Office) =>
  z
    .strictObject({
      words: said(5_000),
      disclosure: oneOf(meetings.disclosures),
      disclosureReason: text(1_000).default(''),
      reason: said(1_000).meta({ description: '为什么更正' }),
    })
    .meta({ id: 'MeetingDecisionCorrection' });

const body = z.object({ id: z.string(), name: z.string() });

export const decisionView = z
  .object({
    id: uuid,
    number: z.int(),
    outcome: z.string(),
    outcomeLabel: z.string(),
    words: z.string(),
    disclosure: z.string(),
    disclosureLabel: z.string(),
    disclosureReason: z.string(),
    pressWanted: z.boolean(),
    isCorrection: z.boolean(),
    reason: z.string(),
    recordedAs: z.string(),
    recordedAt: moment,
    tasks: z.array(
      z.object({
        id: uuid,
        what: z.string(),
        lead: body,
        assisting: z.array(body),
        dueOn: z.string().nullable(),
      }),
    ),
    documents: z.array(z.object({ id: uuid, title: z.string(), body })),
  })
  .meta({ id: 'MeetingDecision', description: '会议决定' });

export const decidedDocumentView = z
  .object({
    id: uuid,
    meetingId: uuid,
    itemId: uuid,
    title: z.string(),
    bodyId: z.string(),
    bodyName: z.string(),
    reference: z.string(),
    countedFrom: moment,
    dueAt: moment,
    dueProvisional: z.boolean(),
    rule,
    caseId: uuid.nullable(),
    caseStatus: z.string().nullable(),
    documentNumber: z.string().nullable(),
    issuedAt: moment.nullable(),
    isOverrun: z.boolean().meta({ description: '超过期限印发，或者超过期限还没有印发' }),
    overrunReason: z.string().nullable(),
    overrunAs: z.string().nullable(),
    overrunAt: moment.nullable(),
  })
  .meta({ id: 'DecidedDocument', description: '会议决定印发的文件及其期限' });

export const decisionList = z
  .object({
    meetingId: uuid,
    name: z.string(),
    state: z.string(),
    endedAt: moment.nullable(),
    items: z.array(
      z.object({
        itemId: uuid,
        position: z.int(),
        title: z.string(),
        bodyName: z.string(),
        reference: z.string(),
        decision: decisionView.nullable(),
        earlier: z.array(decisionView).meta({ description: '以前的记录，含更正前的' }),
      }),
    ),
    documents: z.array(decidedDocumentView),
    minutes: z
      .object({ caseId: uuid, title: z.string(), status: z.string(), documentNumber: z.string().nullable() })
      .nullable(),
  })
  .meta({ id: 'MeetingDecisionList' });

export const recordLine = z
  .strictObject({
    itemId: uuid,
    kind: z
      .enum(['statement', 'question', 'dissent', 'conclusion'])
      .meta({ description: '发言、主持人插问、不同意见、主持人最后的结论' }),
    speakerPersonId: line(100)
      .nullable()
      .default(null)
      .meta({ description: '发言人；外单位的不写，另写姓名职务' }),
    speaker: line(100).optional().meta({ description: '外单位发言人的职务、姓名' }),
    words: said(20_000),
    corrects: uuid.nullable().default(null).meta({ description: '更正哪一条' }),
  })
  .meta({ id: 'MeetingRecordLine' });

export const recordView = z
  .object({
    meetingId: uuid,
    keeper: z.object({ personId: z.string(), name: z.string() }).nullable(),
    entries: z.array(
      z.object({
        id: uuid,
        itemId: uuid,
        number: z.int(),
        kind: z.string(),
        speakerPersonId: z.string().nullable(),
        speakerWords: z.string(),
        words: z.string(),
        corrects: uuid.nullable(),
        stands: z.boolean(),
        recordedAt: moment,
      }),
    ),
    readings: z.array(z.object({ personId: z.string(), name: z.string(), readAt: moment })),
  })
  .meta({ id: 'MeetingRecord', description: '会议记录，查阅都有记录' });

export const supervisedTaskView = z
  .object({
    caseId: uuid,
    title: z.string(),
    meetingId: uuid,
    itemId: uuid,
    what: z.string(),
    leadBodyId: z.string(),
    leadBodyName: z.string(),
    assisting: z.array(z.object({ bodyId: z.string(), name: z.string() })),
    dueAt: moment.nullable(),
    openedAt: moment,
    stepLabel: z.string().nullable(),
    stepDueAt: moment.nullable(),
    stepHolders: z.array(z.string()),
    closedAt: moment.nullable(),
    acts: z
      .array(
        z.object({
          act: z.string(),
          decision: z.string(),
          actor: z.string(),
          opinion: z.string(),
          actedAt: z.string(),
        }),
      )
      .meta({ description: '报请销号、销号、退回' }),
    feedback: z.array(
      z.object({ bodyName: z.string(), words: z.string(), givenAs: z.string(), givenAt: z.string() }),
    ),
  })
  .meta({ id: 'SupervisedTask', description: '督办的议定事项' });

export const feedbackInput = z
  .strictObject({ words: said(2_000).meta({ description: '进展' }) })
  .meta({ id: 'SupervisionFeedback' });

export const overrunInput = z.strictObject({ reason: said(1_000).meta({ description: '超期理由' }) });
export const caseLink = z.strictObject({ caseId: uuid.meta({ description: '承办这一文件的办件' }) });

export const pressView = z
  .object({
    caseId: uuid,
    title: z.string(),
    meetingId: uuid,
    itemId: uuid,
    status: z.string(),
    stepLabel: z.string().nullable(),
    text: z.object({ title: z.string(), body: z.string(), revision: z.int() }),
    editable: z.boolean(),
    publications: z.array(z.object({ words: z.string(), recordedBy: z.string(), recordedAt: z.string() })),
  })
  .meta({ id: 'PressRelease', description: '会议报道' });

export const pressText = z
  .strictObject({ title: line(200), body: said(20_000), revision: z.int().min(1) })
  .meta({ id: 'PressText' });
