import { z } from 'zod';
import { moment } from './common';
import { line, uuid } from './text';

const instant = z.iso.datetime({ offset: true });

const place = line(100).meta({ title: '地点' });

const plan = {
  startsAt: instant.meta({ title: '开始时间' }),
  place,
  byVideo: z.boolean().default(false).meta({ title: '视频会议' }),
  presiderPersonId: z.string().min(1).optional().meta({ title: '主持人' }),
};

export const newMeeting = z.strictObject({ kind: z.string().min(1).meta({ title: '会议种类' }), ...plan });
export const changedMeeting = z.strictObject(plan);

export const reasoned = z.strictObject({ reason: line(500).meta({ title: '理由' }) });

/** Asked for only where a meeting is opened long before its time. */
export const earlyOpening = z.strictObject({
  reason: line(500).optional().meta({ title: '提前开会的理由' }),
});

export const arrangedAgenda = z.strictObject({
  items: z
    .array(
      z.strictObject({
        topicCaseId: uuid,
        minutes: z.number().int().min(1).max(600).optional(),
        reporterPersonId: z.string().min(1).optional(),
        reporterPostId: z.string().min(1).optional(),
        bodyIds: z.array(z.string().min(1)).max(60).default([]),
      }),
    )
    .max(60),
});

const head = z.object({
  startsAt: z.string(),
  place: z.string(),
  byVideo: z.boolean(),
  presider: z.string(),
});

const item = z.object({
  itemId: z.string(),
  topicCaseId: z.string(),
  topicVersionId: z.string(),
  title: z.string(),
  bodyId: z.string(),
  bodyName: z.string(),
  position: z.number(),
  minutes: z.number(),
  reporter: z.object({ personId: z.string(), postId: z.string(), label: z.string() }),
  bodyIds: z.array(z.string()),
  bodyNames: z.array(z.string()),
  materials: z.array(
    z.object({ attachmentId: z.string(), sha256: z.string(), title: z.string(), pages: z.number() }),
  ),
  callAt: z.string(),
  endsAt: z.string(),
});

const version = z.object({
  versionId: z.string(),
  versionSha256: z.string(),
  number: z.number(),
  head,
  submittedAt: moment,
  changeWords: z.string(),
  endsAt: z.string(),
  approval: z.object({ as: z.string(), at: moment }).nullable(),
});

const summary = {
  caseId: z.string(),
  title: z.string(),
  kind: z.string(),
  kindLabel: z.string(),
  year: z.number(),
  number: z.number().nullable(),
  startsAt: moment,
  place: z.string(),
  byVideo: z.boolean(),
  presiderWords: z.string(),
  state: z.enum(['preparing', 'approved', 'opened', 'ended', 'cancelled']),
  stateLabel: z.string(),
  stateReason: z.string(),
  isUnopened: z.boolean(),
  openedAt: moment.nullable(),
  earlyReason: z.string(),
  endedAt: moment.nullable(),
};

export const meetingSummary = z.object({ ...summary, items: z.number() });

export const meetingView = z.object({
  ...summary,
  presiderPersonId: z.string(),
  /** Whether all of it is shown, or only the items of whoever asks. */
  isWhole: z.boolean(),
  mayManage: z.boolean(),
  agenda: version.extend({ items: z.array(item) }).nullable(),
  draft: z.array(item).nullable(),
  versions: z.array(version),
  participants: z.array(
    z.object({
      id: z.string(),
      class: z.enum(['member', 'attending', 'invited']),
      personId: z.string().nullable(),
      postId: z.string().nullable(),
      bodyId: z.string().nullable(),
      label: z.string(),
      itemIds: z.array(z.string()).nullable(),
      words: z.string(),
      article: z.string(),
    }),
  ),
});

export const offeredTopic = z.object({
  caseId: z.string(),
  title: z.string(),
  bodyId: z.string(),
  bodyName: z.string(),
  minutes: z.number(),
  reporterPersonId: z.string(),
  reporterPostId: z.string(),
  reporterName: z.string(),
});

const versionNumber = z.coerce.number().int().min(1).optional();
/** Which two; the last two where they aren't named. */
export const comparedVersions = z.object({ from: versionNumber, to: versionNumber });
export const comparison = z.object({ from: z.number(), to: z.number(), changes: z.array(z.string()) });

export const yearOfMeetings = z.object({
  year: z.number(),
  kinds: z.array(z.object({ id: z.string(), label: z.string() })),
  months: z.array(
    z.object({
      month: z.number(),
      kinds: z.array(
        z.object({ kind: z.string(), meetings: z.number(), cancelled: z.number(), items: z.number() }),
      ),
      documentsInTime: z.number(),
      documentsLate: z.number(),
      documentsPending: z.number(),
    }),
  ),
});

export const monthAlert = z.object({
  kind: z.string(),
  kindLabel: z.string(),
  month: z.string(),
  words: z.string(),
  raisedAt: moment,
});

export const telling = z.object({
  meetingId: z.string().nullable(),
  caseId: z.string().nullable(),
  kind: z.string(),
  words: z.string(),
  at: moment,
});
