import { z } from 'zod';
import type { Office } from '../office';
import { instant, labelled, moment } from './common';
import { line, said, uuid } from './text';

/** 应邀会议, as the Office registers it; the conveners are the office's words. */
export function newInvitation({ meetings }: Office) {
  return z
    .strictObject({
      convener: z
        .enum(meetings.conveners.map(({ id }) => id))
        .meta({ description: '召集的机关，由谁参加按它确定' }),
      title: line(100),
      bodyId: line(100).meta({ description: '会议内容涉及的单位，由它的分管领导确定参会' }),
      startsAt: instant,
      place: line(200),
      subject: said(2000),
      letter: said(2000).meta({ description: '来函或者通知的内容，连同文号' }),
    })
    .meta({ id: 'NewMeetingInvitation' });
}

const summary = z.object({
  caseId: uuid,
  title: z.string(),
  convener: labelled,
  bodyId: z.string(),
  bodyName: z.string(),
  startsAt: moment,
  place: z.string(),
  state: z.enum(['invited', 'entrusted', 'confirmed', 'attended', 'not-attended', 'called-off']),
  stateReason: z.string(),
  stateSince: moment,
  attendee: z.string().meta({ description: '定由谁参加；还没有定的为空' }),
  isEntrusted: z.boolean().meta({ description: '参加人是否受委托' }),
});

export const invitationList = z
  .object({ year: z.int(), items: z.array(summary) })
  .meta({ id: 'MeetingInvitationList' });

export const invitation = summary
  .extend({
    subject: z.string(),
    letter: z.string(),
    rule: z.object({ article: z.string(), ruleSet: z.string(), words: z.string() }),
    waitsFor: z.string().nullable().meta({ description: '现在由谁办理' }),
    waitsUntil: moment.nullable(),
    acts: z
      .array(
        z.object({
          act: z.string(),
          decision: labelled,
          actor: z.string(),
          opinion: z.string(),
          actedAt: moment,
        }),
      )
      .meta({ description: '各步所作的决定和理由' }),
    mayAct: z.boolean().meta({ description: '可否由您取消' }),
    mayReconsider: z.boolean().meta({ description: '可否由您提出重新确定由谁参加' }),
    readsCase: z.boolean().meta({ description: '可否查看办理过程' }),
  })
  .meta({ id: 'MeetingInvitation' });

export type InvitationView = z.output<typeof invitation>;
export type InvitationSummary = z.output<typeof summary>;
