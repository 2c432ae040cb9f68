import type { Account } from '../../db/accounts';
import type { MonthAlert } from '../../db/meetings/monthAlerts';
import { dayIn } from '../../domain/calendar/zonedDay';
import type { Capacity } from '../../domain/people/types';
import { momentInWords } from '../dates';
import type { Dependencies } from '../dependencies';
import type { Problem } from '../problems';
import type { MeetingSummary } from '../useCases/meetings/view';
import { fold, select } from './fields';
import { html } from './html';
import type { Html } from './html';
import { layout, problemBox } from './layout';
import type { TypedPlan } from './meetingPlanForm';
import { planFields } from './meetingPlanForm';

interface Shown {
  deps: Dependencies;
  account: Account;
  year: number;
  meetings: (MeetingSummary & { items: number })[];
  alerts: MonthAlert[];
  /** Kinds that he may plan. */
  kinds: { id: string; label: string }[];
  presiders: Capacity[];
  seesAll: boolean;
  problem: Problem | null;
  typed: TypedPlan | null;
}

/** 会议: a year's calendar by month, as far as somebody may know of it. */
export function meetingList(shown: Shown): Html {
  const { deps, account, year, alerts, seesAll, problem } = shown;
  const { office, tasklistUrl } = deps;
  const body = html` <div class="heading">
      <h1>会议<small>${year}年</small></h1>
      <span
        ><a href="/meetings?year=${year - 1}">上一年</a>　<a href="/meetings?year=${year + 1}">下一年</a>${
          seesAll ? html` 　<a href="/meetings/year/${year}">全年情况</a>` : ''
        }　<a href="/meeting-invitations">应邀会议</a></span
      >
    </div>
    ${problemBox(office, problem)}
    ${alerts.map(({ words }) => html`<div class="problem" role="alert"><p>${words}</p></div>`)}
    ${planForm(shown)} ${calendar(shown)}`;
  return layout({ office, title: '会议', account, tasklistUrl, body });
}

function planForm({ deps, kinds, presiders, problem, typed }: Shown): Html {
  if (kinds.length === 0) return html``;
  const form = html`<form method="post" action="/meetings">
    ${select('kind', '会议种类', kinds, typed?.kind ?? '')} ${planFields(deps.office, null, presiders)}
    <div class="buttons"><button>计划会议</button></div>
  </form>`;
  return fold('计划会议', '按召集人的意思定时间、地点和主持人', problem !== null, form, 'paper');
}

function calendar({ deps, meetings }: Shown): Html {
  const { timeZone } = deps.office;
  if (meetings.length === 0) return html`<p class="none">这一年没有您参加或者可以看的会议。</p>`;
  const months = Array.from({ length: 12 }, (_, index) => index + 1);
  return html`${months.map((month) => {
    const held = meetings.filter(({ startsAt }) => dayIn(startsAt, timeZone).month === month);
    if (held.length === 0) return html``;
    return html`<h2>${month}月</h2>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th>时间</th>
              <th>会议</th>
              <th>地点</th>
              <th>主持</th>
              <th>议题</th>
              <th>情况</th>
            </tr>
          </thead>
          <tbody>
            ${held.map(
              (one) =>
                html`<tr>
                  <td data-label="时间">${momentInWords(one.startsAt, timeZone).replace(/^\d+年/, '')}</td>
                  <td data-label="会议"><a href="/meetings/${one.caseId}">${one.title}</a></td>
                  <td data-label="地点">${one.place}</td>
                  <td data-label="主持">${one.presiderWords}</td>
                  <td data-label="议题">${one.items > 0 ? `${one.items}项` : '—'}</td>
                  <td data-label="情况">
                    ${one.isUnopened ? html`<strong>${one.stateLabel}</strong>` : one.stateLabel}
                  </td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`;
  })}`;
}
