import { z } from 'zod';
import { id, labelled, text } from './fileFields';

/** Facts of a paper, as vocabulary.json and office.json have them. */
const paperFacts = z.strictObject({
  kind: id,
  series: id,
  issuingName: id,
  direction: id,
  importance: id,
  urgency: id,
  nature: id,
  matter: id,
  remit: id,
});

/** Meetings: what an office calls them and what is asked of their topics. Who belongs to a meeting stands in tables. */
export const meetingsFile = z.strictObject({
  /** `monthly`: a month without one raises an alert. */
  kinds: z.array(labelled.extend({ monthly: z.boolean().default(false) })).min(1),
  /** Bodies outside the office whose leaders are invited: 人大工委, 政协工委. Who is, stands in meetingAttendees.dmn. */
  externals: z.array(labelled).default([]),
  /** How long before their item those who wait outside should be there (候会). */
  waitMinutes: z.number().int().min(0).max(120).default(10),
  /**
   * Opened more than `earlyMinutes` before its time, a meeting needs a reason; not opened `lateMinutes` after it, it is shown as
   * missing.
   */
  opening: z.strictObject({
    earlyMinutes: z.number().int().min(0).max(1440),
    lateMinutes: z.number().int().min(0).max(1440),
  }),
  /** 议题类别: which kind of meeting takes it and what it must bring stands in meetingTopics.dmn. */
  topicCategories: z.array(labelled).min(1),
  /** 重大决策程序 whose evidence a topic brings; which of them a category must have stands in the gates of topics. */
  evidences: z.array(labelled.extend({ hint: text })).min(1),
  /** What is yes or no of a topic, as the office calls it. */
  topicFlags: z.array(
    z.strictObject({
      id: z.enum(['isNormative', 'isMajor', 'touchesBusiness', 'partyGroupDiscussed', 'forPartyCommittee']),
      label: text,
    }),
  ),
  /** 议题材料. `isDraft`: the paper on which the meeting decides. */
  materialKinds: z.array(labelled.extend({ isDraft: z.boolean().default(false) })).min(1),
  /**
   * 会场: rows as the plan shows them from the top down; `faces` on the plan, `fills` in which order they are filled, `table`
   * is what stands between a row and the next. `kinds`: the meetings that are usually held there. `leftFirst`: 左为上.
   */
  rooms: z
    .array(
      labelled.extend({
        kinds: z.array(id).default([]),
        leftFirst: z.boolean().default(true),
        rows: z
          .array(
            z.strictObject({
              seats: z.number().int().min(1).max(60),
              faces: z.enum(['down', 'up']),
              fills: z.number().int().positive(),
              for: z.enum(['members', 'attending']),
              table: text.nullable().default(null),
            }),
          )
          .min(1),
      }),
    )
    .default([]),
  /** What stands on the cover of a meeting's papers. */
  packet: z.strictObject({ title: text, notice: text }),
  /** 区域性会议: of which kinds its 请示 may be; in whose name, how and where it may be held. What of it is allowed stands in regionalMeetingGates.dmn. */
  regionalRequestKinds: z.array(labelled).min(1),
  regionalNames: z.array(labelled).min(1),
  regionalFormats: z.array(labelled).min(1),
  regionalVenues: z.array(labelled).min(1),
  /** 应邀会议: who invites the government to meetings of their own. Who attends them stands in invitationRules.dmn. */
  conveners: z.array(labelled).min(1),
  /** What a meeting may decide on an item. `again`: it comes back; `carries`: it is carried out. */
  outcomes: z
    .array(labelled.extend({ carries: z.boolean().default(false), again: z.boolean().default(false) }))
    .min(1),
  /** 公开方式 of a decision (art 26). `isPublic`: it may be reported in the press; `needsReason`: why it is withheld. */
  disclosures: z
    .array(labelled.extend({ isPublic: z.boolean().default(false), needsReason: z.boolean().default(false) }))
    .min(1),
  /** Holders who read the record of a meeting, besides who keeps it and who presided. */
  recordReaders: z.array(id),
  /** What minutes are as a paper; absent where the office writes none. */
  minutes: paperFacts.optional(),
  /** What a paper is taken to be that a meeting decided to issue, until its drafter says otherwise. */
  documents: paperFacts,
});
