import { z } from 'zod';
import type { Account } from '../../db/accounts';
import { momentOf } from '../../domain/calendar/zonedDay';
import { momentInWords } from '../dates';
import type { Labelled, Office } from '../office';
import type { Problem } from '../problems';
import type { InvitationSummary } from '../schemas/invitations';
import { area, fold, select } from './fields';
import { html } from './html';
import type { Html } from './html';
import { attendeeInWords, invitationStateInWords } from './invitationWords';
import { layout, problemBox } from './layout';
import { input } from './regionalMeetingForm';
import { table } from './table';

const word = z.string().default('');

/** The fields as a browser sends them. */
export const typedInvitation = z.object({
  convener: word,
  title: word,
  bodyId: word,
  startsAt: word,
  place: word,
  subject: word,
  letter: word,
});
export type TypedInvitation = z.output<typeof typedInvitation>;

/** What the API takes; what is no time is left as it is, and the schema says so. */
export const invitationFrom = (typed: TypedInvitation, timeZone: string): Record<string, unknown> => ({
  ...typed,
  startsAt: momentOf(typed.startsAt, timeZone)?.toISOString() ?? typed.startsAt,
});

interface ListPage {
  office: Office;
  tasklistUrl: string | null;
  account: Account;
  year: number;
  invitations: InvitationSummary[];
  /** Whose invitations he may register. */
  conveners: readonly Labelled[];
  bodies: readonly Labelled[];
  typed: TypedInvitation | null;
  problem: Problem | null;
}

/** 应邀会议 of a year, the latest first, and where they are registered. @rule art-43 */
export function invitationList(shown: ListPage): Html {
  const { office, tasklistUrl, account, year, invitations, problem } = shown;
  const body = html`<div class="heading">
      <h1>应邀会议<small>${year}年</small></h1>
      <span
        ><a href="/meeting-invitations?year=${year - 1}">上一年</a>　<a
          href="/meeting-invitations?year=${year + 1}"
          >下一年</a
        ></span
      >
    </div>
    ${problemBox(office, problem)} ${registerForm(shown)}
    ${
      invitations.length === 0
        ? html`<p class="none">${year}年没有您可以查看的应邀会议。</p>`
        : table(
            ['时间', '会议', '召集机关', '地点', '由谁参加', '情况'],
            invitations.map((one) => [
              momentInWords(one.startsAt, office.timeZone),
              html`<a href="/meeting-invitations/${one.caseId}">${one.title}</a>`,
              one.convener.label,
              one.place,
              attendeeInWords(one),
              invitationStateInWords(one.state),
            ]),
          )
    }`;
  return layout({ office, title: '应邀会议', account, tasklistUrl, body });
}

function registerForm({ conveners, bodies, typed, problem }: ListPage): Html {
  if (conveners.length === 0) return html``;
  const value = (name: keyof TypedInvitation): string => typed?.[name] ?? '';
  const [only, ...others] = conveners;
  const convener = value('convener') || (others.length === 0 ? (only?.id ?? '') : '');
  const form = html`<form method="post" action="/meeting-invitations">
    ${select('convener', '召集机关', conveners, convener)}
    ${input('title', '会议名称', value('title'), { longest: 100 })}
    ${input('startsAt', '开始时间', value('startsAt'), { type: 'datetime-local' })}
    ${input('place', '地点', value('place'), { longest: 200 })}
    ${area('subject', '会议内容', value('subject'), { longest: 2000 })}
    ${select('bodyId', '内容涉及的单位', bodies, value('bodyId'))}
    ${area('letter', '来函', value('letter'), { hint: '来函、通知的要点，连同文号', rows: 3, longest: 2000 })}
    <p class="quiet">登记后送所涉单位的分管领导，由他确定参加，或者写明理由按规定委托。</p>
    <div class="buttons"><button>登记</button></div>
  </form>`;
  return fold('登记应邀会议', '别的机关召集、请派人参加的会议', problem !== null, form, 'paper');
}
