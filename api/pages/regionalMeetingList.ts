import type { Account } from '../../db/accounts';
import type { RegionalMeeting } from '../../db/regionalMeetings/meetings';
import type { Body } from '../../domain/people/types';
import { momentInWords } from '../dates';
import type { Office } from '../office';
import { options } from './fields';
import { html } from './html';
import type { Html } from './html';
import { layout } from './layout';
import { regionalStateInWords } from './regionalMeetingWords';

interface ListPage {
  office: Office;
  tasklistUrl: string | null;
  account: Account;
  meetings: RegionalMeeting[];
  year: number;
  thisYear: number;
  bodyId: string | null;
  bodies: Body[];
}

/** A year's meetings, by body. @rule art-41 */
export function regionalMeetingList(shown: ListPage): Html {
  const { office, tasklistUrl, account, year, thisYear, bodyId, bodies } = shown;
  const offered = new Set([year, thisYear + 1, thisYear, thisYear - 1, thisYear - 2]);
  const years = [...offered]
    .sort((left, right) => right - left)
    .map((one) => ({
      id: String(one),
      label: `${one}年`,
    }));
  const entries = bodies.map(({ id, shortName }) => ({ id, label: shortName }));
  const body = html`<h1>区域性会议<small>${year}年</small></h1>
    <form class="inline" method="get" action="/regional-meetings">
      <label
        >年度<select name="year">
          ${options(years, String(year))}
        </select></label
      >
      <label
        >部门<select name="body">
          <option value="">全部</option>
          ${options(entries, bodyId ?? '')}
        </select></label
      >
      <button class="second">查看</button>
    </form>
    <p><a href="/regional-meetings/new">申请召开</a></p>
    ${table(shown)}`;
  return layout({ office, title: '区域性会议', account, tasklistUrl, body });
}

function table({ meetings, office, year }: ListPage): Html {
  if (meetings.length === 0) return html`<p class="none">${year}年没有您可以查看的区域性会议。</p>`;
  const heads = ['部门', '会议', '第几次', '时间', '会期', '人数', '状态'];
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          ${heads.map((head) => html`<th>${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${meetings.map((one) => {
          const cells = [
            one.bodyName,
            html`<a href="/regional-meetings/${one.caseId}">${one.title}</a>`,
            takesPlace(one) ? `第${one.placeInYear}次` : '不计',
            momentInWords(one.startsAt, office.timeZone),
            `${one.days}天`,
            one.size,
            regionalStateInWords(one.state),
          ];
          return html`<tr>
            ${cells.map((cell, column) => html`<td data-label="${heads[column] ?? ''}">${cell}</td>`)}
          </tr>`;
        })}
      </tbody>
    </table>
  </div>`;
}

const takesPlace = ({ state }: RegionalMeeting): boolean => state !== 'declined' && state !== 'called-off';
