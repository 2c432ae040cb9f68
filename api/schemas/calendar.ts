import { z } from 'zod';
import { moment } from './common';
import { line, lineOrEmpty, said, uuid } from './text';

const scope = z.enum(['national', 'regional']).meta({ description: '国家的，或本地区另行公布的' });
const version = line(100).meta({ example: 'kashi-2026-3f2a9c01b7de' });
const noticeId = line(100).meta({ example: 'national-2027' });
const year = z.int().min(1900).max(9999);
const listedDays = z
  .array(z.strictObject({ date: z.iso.date(), reason: line(50) }))
  .max(366)
  .default([]);

/** A year's notice as it is entered. */
export const newCalendarNotice = z
  .strictObject({
    scope,
    year,
    title: line(200),
    number: lineOrEmpty(100).nullable().default(null).meta({ description: '文号；未查到的不写，不得推测' }),
    issuedOn: z.iso.date().nullable().default(null),
    source: lineOrEmpty(200).default('').meta({ description: '从何处录入；文号、日期待核的写明' }),
    daysOff: listedDays.meta({ description: '放假日，逐日照录，不推算' }),
    workdays: listedDays.meta({ description: '调休上班日' }),
    replaces: noticeId.nullable().default(null).meta({ description: '整件替代的同年同级通知' }),
    amends: z.array(noticeId).max(20).default([]).meta({ description: '逐日调整的通知' }),
  })
  .meta({ id: 'NewCalendarNotice' });
export type NewCalendarNotice = z.output<typeof newCalendarNotice>;

export const basedOn = version.meta({ description: '核对时所据的版本；其间另有更新的不予录入' });
export const noticeEntry = newCalendarNotice.extend({ basedOn }).meta({ id: 'CalendarNoticeEntry' });

export const rollbackTarget = z.strictObject({ version }).meta({ id: 'CalendarRollbackTarget' });
export const rollback = z
  .strictObject({
    version,
    basedOn,
    reason: said(500),
  })
  .meta({ id: 'CalendarRollback' });

const awaiting = z.array(z.object({ year: z.int(), scope })).meta({ description: '尚未录入的通知' });
const dayState = z.object({ isWorkday: z.boolean(), reason: z.string(), source: z.string() });
const dayChanges = z.array(z.object({ date: z.iso.date(), before: dayState, after: dayState }));

export const calendarPreview = z
  .object({
    basedOn: version,
    days: dayChanges.meta({ description: '哪些日子与现行的不同' }),
    deadlines: z
      .array(
        z.object({
          caseId: uuid.nullable().meta({ description: '无权查看的件为空' }),
          caseTitle: z.string().nullable(),
          stepLabel: z.string(),
          from: moment,
          to: moment,
          wasProvisional: z.boolean(),
          isProvisional: z.boolean(),
        }),
      )
      .meta({ description: '哪些在办环节的期限由何时改为何时' }),
    awaiting,
  })
  .meta({ id: 'CalendarPreview' });

export const calendarVersion = z
  .object({
    id: version,
    sequence: z.int(),
    cause: z.enum(['file', 'settings', 'notice', 'rollback']),
    reason: z.string(),
    noticeId: z.string().nullable(),
    rolledBackTo: z.string().nullable(),
    enteredAt: moment,
    enteredBy: z.string().nullable(),
    changes: dayChanges.meta({ description: '与前一版不同的日子；第一版为空' }),
  })
  .meta({ id: 'CalendarVersion' });

export const calendarOfYear = z
  .object({
    version,
    year: z.int(),
    known: z.object({ national: z.boolean(), regional: z.boolean() }),
    days: z.array(
      z.object({
        date: z.iso.date(),
        kind: z.enum(['day-off', 'workday']),
        reason: z.string(),
        source: z.string(),
        noticeId: z.string(),
      }),
    ),
    awaiting,
  })
  .meta({ id: 'CalendarOfYear' });

export const deadlineQuery = z.object({
  from: z
    .union([z.iso.date(), z.iso.datetime({ offset: true })], {
      error: '应为日期，或者带时区的时间，如 2025-06-03、2025-06-03T10:00:00+08:00',
    })
    .meta({ example: '2025-06-03' }),
  workingDays: z.coerce.number('应为整数').meta({ example: 7 }),
});

export const explainedDeadline = z
  .object({
    from: moment,
    workingDays: z.int(),
    at: moment.meta({ description: '期限届满的时刻' }),
    provisional: z.boolean().meta({ description: '尚缺放假通知，通知录入后重算' }),
    awaiting,
    provisionalBecause: z.string().nullable(),
    calendarVersion: version,
    days: z.array(
      z.object({
        date: z.iso.date(),
        number: z.int().nullable().meta({ description: '第几个工作日；不计入的为空' }),
        reason: z.string(),
        source: z.string(),
      }),
    ),
  })
  .meta({ id: 'ExplainedDeadline' });
