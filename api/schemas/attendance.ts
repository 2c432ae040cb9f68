import { z } from 'zod';
import { instant, moment, rule } from './common';
import { line, lineOrEmpty, said, text, uuid } from './text';

const reason = said(1000, '请写明事由');
const channel = z.enum(['system', 'telephone', 'text-message']);

export const newLeave = z
  .strictObject({
    meetingId: uuid,
    personId: line(100).optional().meta({ description: '请假人；不写为本人' }),
    reason: reason.meta({ description: '特殊原因' }),
    channel: channel.default('system').meta({ description: '途径：系统、电话、短信；后两种由会务人员登记' }),
    toldBy: lineOrEmpty(100).default('').meta({ description: '来电、来信的人' }),
    substitutePersonId: line(100).optional().meta({ description: '代会人；决策表允许的才可写' }),
  })
  .meta({ id: 'NewLeave' });

export const leave = z
  .object({
    caseId: uuid,
    meetingId: uuid,
    meetingTitle: z.string(),
    meetingStartsAt: moment,
    personId: z.string(),
    who: z.string(),
    reason: z.string(),
    channel,
    toldBy: z.string(),
    enteredAs: z.string(),
    askedAt: moment,
    decidedBy: z.enum(['each', 'list']),
    listCaseId: uuid.nullable(),
    isReported: z.boolean(),
    substitute: z.string().nullable(),
    rule,
    state: z.enum(['asked', 'granted', 'refused', 'cancelled']),
    decidedAt: moment.nullable(),
    decisionActor: z.string().nullable(),
    decisionWords: z.string().nullable(),
    cancelledAt: moment.nullable(),
    cancelReason: z.string().nullable(),
  })
  .meta({ id: 'Leave' });

export const cancelling = z.strictObject({ reason: text(500).default('') }).meta({ id: 'LeaveCancelling' });

const answer = z.enum(['attends', 'asks-leave', 'noted']);

export const newReceipt = z
  .strictObject({
    participantId: uuid.optional().meta({ description: '会务人员代登记的，写是谁的；不写为本人' }),
    answer,
    channel: channel.default('system'),
    answeredBy: lineOrEmpty(100).default(''),
    words: text(500).default(''),
    answeredAt: instant.optional(),
  })
  .meta({ id: 'NewReceipt' });

export const notice = z
  .object({
    id: uuid,
    meetingId: uuid,
    participantId: uuid,
    personId: z.string().nullable(),
    who: z.string(),
    kind: z.enum(['convened', 'changed', 'released', 'cancelled']),
    words: z.string(),
    callAt: moment.nullable(),
    sentAt: moment,
    readAt: moment.nullable(),
    receipt: z
      .object({
        answer,
        channel,
        answeredBy: z.string(),
        words: z.string(),
        answeredAt: moment,
        recordedAs: z.string(),
        recordedAt: moment,
      })
      .nullable(),
  })
  .meta({ id: 'MeetingNotice' });

const mark = z.enum(['present', 'late', 'absent']);

export const newMarks = z
  .strictObject({
    marks: z
      .array(
        z.strictObject({
          participantId: uuid,
          mark,
          at: instant.optional(),
          note: lineOrEmpty(200).default(''),
        }),
      )
      .min(1)
      .max(500),
  })
  .meta({ id: 'AttendanceMarks' });

export const attendance = z
  .object({
    rows: z.array(
      z.object({
        participant: z.object({
          id: uuid,
          class: z.enum(['member', 'attending', 'invited']),
          personId: z.string().nullable(),
          label: z.string(),
          personName: z.string(),
          postLabel: z.string(),
          itemIds: z.array(z.string()).nullable(),
          words: z.string(),
          article: z.string(),
        }),
        state: z.enum(['present', 'late', 'excused', 'absent', 'awaited']),
        mark: z
          .object({ mark, at: moment, note: z.string(), recordedAs: z.string(), recordedAt: moment })
          .nullable(),
        leave: leave.pick({ caseId: true, state: true, substitute: true }).nullable(),
        substitute: z.object({ personId: z.string(), personName: z.string(), label: z.string() }).nullable(),
        notice: notice.pick({ kind: true, sentAt: true, readAt: true, receipt: true }).nullable(),
        travel: z.object({ destination: z.string(), leavesAt: moment, returnsAt: moment }).nullable(),
      }),
    ),
    summary: z.object({
      due: z.array(z.string()),
      present: z.array(z.string()),
      excused: z.array(z.string()),
      attending: z.array(z.string()),
      absent: z.array(z.string()),
      late: z.array(z.string()),
    }),
  })
  .meta({ id: 'MeetingAttendance' });

export const seating = z
  .object({
    room: z.object({ id: z.string(), label: z.string() }),
    rooms: z.array(z.object({ id: z.string(), label: z.string() })),
    plan: z.object({
      rows: z.array(
        z.object({
          faces: z.enum(['down', 'up']),
          table: z.string().nullable(),
          seats: z.array(
            z.object({ name: z.string(), note: z.string(), isPresider: z.boolean() }).nullable(),
          ),
        }),
      ),
      unseated: z.array(z.object({ name: z.string(), note: z.string() })),
    }),
  })
  .meta({ id: 'Seating' });

export const callUpList = z
  .object({
    items: z.array(
      z.object({
        position: z.number().int(),
        title: z.string(),
        callAt: moment,
        endsAt: moment,
        comesIn: z.array(z.string()),
        waits: z.array(z.string()),
        leaves: z.array(z.string()),
      }),
    ),
  })
  .meta({ id: 'CallUps' });
