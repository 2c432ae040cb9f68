import { z } from 'zod';
import type { Office } from '../office';
import { gateFinding, instant, labelled, moment } from './common';
import { line, lineOrEmpty, said, text, uuid } from './text';

const REASON = 500;
const days = z.number().min(0.5).max(30).multipleOf(0.5, '以半天为单位');
const people = z.number().int().min(1).max(100_000);
const yuan = z.number().min(0).max(1_000_000_000);

/** What a department applies with; the office's words are its own. */
export function newRegionalMeeting({ meetings }: Office) {
  const oneOf = (entries: readonly { id: string }[]) => z.enum(entries.map(({ id }) => id));
  return z
    .strictObject({
      postId: lineOrEmpty(100).optional().meta({ description: '以哪一职务申请；只在一个部门任职的不必写' }),
      title: line(100),
      purpose: said(2000),
      nameUsed: oneOf(meetings.regionalNames),
      startsAt: instant,
      days: days.meta({ description: '会期，以半天为单位' }),
      venue: oneOf(meetings.regionalVenues),
      place: line(200),
      format: oneOf(meetings.regionalFormats),
      formatReason: text(REASON).default(''),
      size: people.meta({ description: '参会人数，含分会场' }),
      budgetItem: lineOrEmpty(200).default('').meta({ description: '经费从哪一项预算列支' }),
      budgetYuan: yuan,
      invitesHeads: z.boolean().default(false).meta({ description: '是否邀请下级政府负责人（含副职）' }),
      headsReason: text(REASON).default(''),
      leaders: lineOrEmpty(200).default('').meta({ description: '拟请哪几位本级领导出席；不请的不写' }),
      exceptionReason: text(REASON).default('').meta({ description: '超出本年度次数的例外理由' }),
    })
    .meta({ id: 'NewRegionalMeeting' });
}

export const regionalRequest = z
  .strictObject({ requestCaseId: uuid.meta({ description: '本部门已经办结的请示' }) })
  .meta({ id: 'RegionalMeetingRequest' });

export const newHolding = z
  .strictObject({
    heldOn: z.iso.date(),
    days,
    size: people,
    costYuan: yuan,
    words: text(2000).default(''),
  })
  .meta({ id: 'NewRegionalMeetingHolding' });

const holding = z.object({
  heldOn: z.iso.date(),
  days: z.number(),
  size: z.number(),
  costYuan: z.number(),
  words: z.string(),
  recordedAs: z.string(),
  recordedAt: moment,
});

const requestPaper = z.object({
  caseId: uuid,
  title: z.string(),
  number: z.string().nullable(),
  submittedAt: moment,
});

const summary = z.object({
  caseId: uuid,
  title: z.string(),
  bodyId: z.string(),
  bodyName: z.string(),
  year: z.int(),
  placeInYear: z.int().meta({ description: '本部门本年度的第几次' }),
  startsAt: moment,
  days: z.number(),
  size: z.int(),
  state: z.enum(['proposed', 'agreed', 'requested', 'checked', 'approved', 'declined', 'called-off', 'held']),
  stateReason: z.string(),
  stateSince: moment,
});

export const regionalMeetingList = z
  .object({ year: z.int(), items: z.array(summary) })
  .meta({ id: 'RegionalMeetingList' });

export const regionalMeeting = summary
  .extend({
    purpose: z.string(),
    nameUsed: labelled,
    venue: labelled,
    place: z.string(),
    format: labelled,
    formatReason: z.string(),
    budgetItem: z.string(),
    budgetYuan: z.number(),
    invitesHeads: z.boolean(),
    headsReason: z.string(),
    leaders: z.string(),
    exceptionReason: z.string(),
    findings: z.array(gateFinding).meta({ description: '申请时各项核对的结果' }),
    agreedAt: moment.nullable().meta({ description: '分管领导何时同意' }),
    request: requestPaper.omit({ submittedAt: true }).nullable(),
    requestCandidates: z.array(requestPaper).meta({ description: '可以填报的请示' }),
    holding: holding.nullable(),
    mayAct: z.boolean().meta({ description: '可否由您填报请示、登记召开、取消' }),
  })
  .meta({ id: 'RegionalMeeting' });

export type RegionalMeetingView = z.output<typeof regionalMeeting>;
