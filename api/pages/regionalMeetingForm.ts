import { z } from 'zod';
import type { Account } from '../../db/accounts';
import { momentOf } from '../../domain/calendar/zonedDay';
import type { Office } from '../office';
import type { Problem } from '../problems';
import type { HeldPost } from '../useCases/capacities';
import { area, options, select } from './fields';
import { html } from './html';
import type { Html } from './html';
import { layout, problemBox } from './layout';

const word = z.string().default('');

/** The fields as a browser sends them. */
export const typedMeeting = z.object({
  postId: word,
  title: word,
  purpose: word,
  nameUsed: word,
  startsAt: word,
  days: word,
  venue: word,
  place: word,
  format: word,
  formatReason: word,
  size: word,
  budgetItem: word,
  budgetYuan: word,
  invitesHeads: word,
  headsReason: word,
  leaders: word,
  exceptionReason: word,
});
export type TypedMeeting = z.output<typeof typedMeeting>;

/** What the API takes; what is no number or time is left as it is, and the schema says so. */
export function meetingFrom(typed: TypedMeeting, timeZone: string): Record<string, unknown> {
  const number = (value: string): unknown => (value.trim() === '' ? undefined : Number(value));
  return {
    ...typed,
    startsAt: momentOf(typed.startsAt, timeZone)?.toISOString() ?? typed.startsAt,
    days: number(typed.days),
    size: number(typed.size),
    budgetYuan: number(typed.budgetYuan),
    invitesHeads: typed.invitesHeads !== '',
  };
}

interface FormPage {
  office: Office;
  tasklistUrl: string | null;
  account: Account;
  posts: HeldPost[];
  typed: TypedMeeting | null;
  problem: Problem | null;
}

/** 申请召开区域性会议: what the rules ask is asked here, each with what it needs. @rule art-41 */
export function regionalMeetingForm({ office, tasklistUrl, account, posts, typed, problem }: FormPage): Html {
  const value = (name: keyof TypedMeeting): string => typed?.[name] ?? '';
  const { regionalNames, regionalFormats, regionalVenues } = office.meetings;
  const body =
    posts.length === 0
      ? html`<p class="none">区域性会议由召开会议的部门申请，您现在不在部门任职。</p>`
      : html`<form class="paper" method="post" action="/regional-meetings">
          ${postField(posts, value('postId'))} ${input('title', '会议名称', value('title'), { longest: 100 })}
          ${area('purpose', '目的和议题', value('purpose'), { rows: 4, longest: 2000 })}
          ${select('nameUsed', '以谁的名义', regionalNames, value('nameUsed'))}
          ${input('startsAt', '开始时间', value('startsAt'), { type: 'datetime-local' })}
          ${input('days', '会期（天）', value('days'), { type: 'number', more: html` step="0.5" min="0.5"` })}
          ${select('venue', '会议地点', regionalVenues, value('venue'))}
          ${input('place', '具体地点', value('place'), { longest: 200 })}
          ${select('format', '会议形式', regionalFormats, value('format'))}
          ${area('formatReason', '不开视频会议的理由', value('formatReason'), { hint: '开视频会议的不填', longest: 500 })}
          ${input('size', '参会人数', value('size'), { type: 'number', hint: '含分会场', more: html` min="1"` })}
          ${input('budgetItem', '预算项目', value('budgetItem'), { longest: 200, hint: '没有列入预算的不得召开', isOptional: true })}
          ${input('budgetYuan', '预算金额（元）', value('budgetYuan'), { type: 'number', more: html` step="0.01" min="0"` })}
          <label
            ><input
              type="checkbox"
              name="invitesHeads"
              value="yes"
              ${value('invitesHeads') ? html`checked` : ''}
            /><span>邀请下级政府负责人（含副职）</span></label
          >
          ${area('headsReason', '邀请的理由', value('headsReason'), { hint: '不邀请的不填', longest: 500 })}
          ${input('leaders', '拟请出席的本级领导', value('leaders'), { hint: '一般不请；不请的不填', longest: 200, isOptional: true })}
          ${area('exceptionReason', '例外理由', value('exceptionReason'), { hint: '本年度次数已满、确需再召开的，写明理由', longest: 500 })}
          <p class="quiet">先送分管领导；分管领导同意之后，再报送请示，在会议页面填报。</p>
          <div class="buttons"><button>提交申请</button></div>
        </form>`;
  return layout({
    office,
    title: '申请召开区域性会议',
    account,
    tasklistUrl,
    body: html`<h1>申请召开区域性会议</h1>
      ${problemBox(office, problem)} ${body}`,
  });
}

function postField(posts: HeldPost[], chosen: string): Html {
  const [only, ...others] = posts;
  if (only && others.length === 0) return html`<input type="hidden" name="postId" value="${only.postId}" />`;
  const entries = posts.map(({ postId, postLabel }) => ({ id: postId, label: postLabel }));
  return html`<label
    >职务<select name="postId" required>
      ${options(entries, chosen)}
    </select></label
  >`;
}

interface InputOptions {
  type?: string;
  hint?: string;
  longest?: number;
  isOptional?: boolean;
  more?: Html;
}

export function input(name: string, label: string, value: string, options: InputOptions = {}): Html {
  const { type = 'text', hint = '', longest = 0, isOptional = false, more = html`` } = options;
  return html`<label
    >${label}${hint && html`<small>${hint}</small>`}<input
      type="${type}"
      name="${name}"
      value="${value}"
      ${longest > 0 ? html` maxlength="${longest}"` : ''}
      ${isOptional ? '' : html`required`}
      ${more}
  /></label>`;
}
