import { z } from 'zod';
import { moment, rule } from './common';
import { line, lineOrEmpty, sha256, text, uuid } from './text';

export const answerWord = z
  .enum(['agree', 'comment', 'disagree'])
  .meta({ description: '同意、同意并提出意见、不同意' });

/** A moment that the database wrote as JSON. */
const written = z.string().meta({ format: 'date-time' });
const limit = {
  limitDays: z.int().min(1).max(250).optional().meta({ description: '主办部门另定的期限，工作日' }),
  limitReason: lineOrEmpty(500).optional().meta({ description: '低于下限的写明理由' }),
};

export const newRound = z
  .strictObject({
    purpose: line(50).meta({ description: '会签或征求意见，取自 countersignPurposes' }),
    departments: z
      .array(z.strictObject({ bodyId: line(100), group: z.int().min(1).max(20).default(1) }))
      .max(200)
      .default([])
      .meta({ description: '组号小的先请；有上一轮而不填的，请上一轮不同意和提过意见的单位' }),
    previousRoundId: uuid.optional(),
    ...limit,
  })
  .meta({ id: 'NewCountersign' });

export const addedDepartment = z.strictObject({ bodyId: line(100), reason: line(500), ...limit });
export const reason = z.strictObject({ reason: line(500) });
export const ending = z.strictObject({ outcome: z.enum(['returned', 'withdrawn']), reason: line(500) });
export const extensionWish = z.strictObject({ wantedUntil: z.iso.date(), reason: line(500) });
export const extensionDecision = z.discriminatedUnion('agreed', [
  z.strictObject({ agreed: z.literal(true), until: z.iso.date(), manner: line(200) }),
  z.strictObject({ agreed: z.literal(false), reason: line(500) }),
]);
export const phoneAnswer = z.strictObject({
  answer: answerWord,
  opinion: text(2000).default(''),
  spokenWith: line(100).meta({ description: '与谁通话：职务、姓名' }),
  answeredAt: z.iso.datetime({ offset: true }).transform((value) => new Date(value)),
});
export const lateAnswer = z
  .strictObject({
    answer: answerWord,
    opinion: text(2000).default(''),
    proposedWording: text(2000).default(''),
    replyNumber: lineOrEmpty(100).default(''),
  })
  .refine(({ answer, opinion }) => answer === 'agree' || opinion.trim() !== '', '请写明意见或理由');
export const adoption = z.strictObject({
  adoption: z.enum(['adopted', 'partly', 'not-adopted']),
  reasons: text(2000).default(''),
});

const answer = z.object({
  id: uuid,
  kind: z.enum(['in-time', 'late']),
  answer: answerWord,
  opinion: z.string(),
  proposedWording: z.string(),
  replyNumber: z.string(),
  replyLetterId: uuid.nullable(),
  actor: z.string(),
  grade: z.enum(['trusted', 'demo']),
  versionSha256: sha256,
  answeredAt: written,
});

const request = z
  .object({
    id: uuid,
    bodyId: z.string(),
    bodyName: z.string(),
    stage: z.int(),
    about: z.enum(['document', 'comments', 'settlement', 'dissent']),
    group: z.int(),
    isLead: z.boolean(),
    state: z.enum(['waiting', 'open', 'answered', 'deemed', 'by-phone', 'dropped', 'ended']),
    addReason: z.string().nullable(),
    endReason: z.string().nullable(),
    mayBeDeemed: z.boolean(),
    limitDays: z.int(),
    limitReason: z.string().nullable(),
    limitSetBy: z.string().nullable().meta({ description: '另定期限的人；按规则的为空' }),
    limitRule: rule,
    servedAt: written.nullable(),
    receivedAt: written.nullable(),
    receipt: z.enum(['received', 'refused']).nullable(),
    deadlineAt: written.nullable(),
    deadlineProvisional: z.boolean().nullable(),
    calendarVersion: z.string().nullable(),
    overdueAt: written.nullable(),
    closedAt: written.nullable(),
    answers: z.array(answer),
    phone: z
      .object({
        answer: answerWord,
        opinion: z.string(),
        spokenWith: z.string(),
        answeredAt: written,
        signDueAt: written,
      })
      .nullable(),
    deemed: z
      .object({ expiredAt: written, noticedAt: written, urgings: z.int(), extensions: z.int(), rule })
      .nullable(),
    extensions: z.array(
      z.object({
        id: uuid,
        state: z.enum(['asked', 'agreed', 'refused', 'late']),
        askedAs: z.string(),
        askedAt: written,
        wantedUntil: z.string(),
        reason: z.string(),
        agreedUntil: written.nullable(),
        manner: z.string().nullable(),
        answerReason: z.string().nullable(),
        decidedAs: z.string().nullable(),
        decidedAt: written.nullable(),
      }),
    ),
    urgings: z.array(z.object({ urgedAs: z.string(), urgedAt: written })),
    holders: z.array(z.string()),
  })
  .meta({ id: 'CountersignRequest', description: '请一个单位会签' });

export const roundView = z
  .object({
    id: uuid,
    caseId: uuid,
    caseTitle: z.string(),
    number: z.int(),
    purpose: z.string(),
    versionNumber: z.int(),
    versionSha256: sha256,
    leadBodyId: z.string(),
    leadBodyName: z.string(),
    previousRoundId: uuid.nullable(),
    openedAs: z.string(),
    openedAt: moment,
    limitDays: z.int().nullable(),
    limitReason: z.string().nullable(),
    rule,
    state: z.enum(['open', 'closed']),
    outcome: z.enum(['agreed', 'dissent-decided', 'returned', 'withdrawn']).nullable(),
    endReason: z.string().nullable(),
    closedAt: moment.nullable(),
    requests: z.array(request),
    comments: z.array(
      z.object({
        id: uuid,
        number: z.int(),
        requestId: uuid,
        bodyName: z.string(),
        text: z.string(),
        adoption: z.enum(['adopted', 'partly', 'not-adopted']).nullable(),
        reasons: z.string().nullable(),
        adoptedAs: z.string().nullable(),
        adoptedAt: written.nullable(),
      }),
    ),
    talks: z.array(
      z.object({
        kind: z.enum(['negotiation', 'coordination']),
        result: z.enum(['settled', 'split', 'recommended']),
        record: z.string(),
        grounds: z.array(
          z.object({ bodyId: z.string(), answerId: uuid, opinion: z.string(), proposedWording: z.string() }),
        ),
        actor: z.string(),
        at: written,
      }),
    ),
  })
  .meta({ id: 'Countersign', description: '一轮会签或征求意见' });

export const digest = z
  .object({
    weekOf: z.iso.date().meta({ description: '这一周的周一' }),
    subject: z.string(),
    text: z.string(),
    madeAt: moment,
    sentTo: z.string().nullable().meta({ description: '寄往的地址；没有寄出的为空' }),
  })
  .meta({ id: 'CountersignDigest', description: '每周会签提醒单' });

export const countersignNotice = z
  .object({
    caseId: uuid,
    caseTitle: z.string(),
    roundId: uuid,
    requestId: uuid.nullable(),
    kind: z.string(),
    words: z.string(),
    at: moment,
  })
  .meta({ id: 'CountersignNotice' });
