import type { Account } from '../../db/accounts';
import type { CalendarVersionView } from '../../db/calendarVersions';
import { awaitedInWords, awaitedNotices, noticeInWords, standingNotices } from '../../domain/calendar';
import type { CalendarNotice, DayChange, ExplainedDeadline, WorkingCalendar } from '../../domain/calendar';
import { momentInWords } from '../dates';
import type { Office } from '../office';
import type { Problem } from '../problems';
import { changeList } from './calendarPreview';
import { noticeForm } from './calendarForm';
import type { TypedNotice } from './calendarForm';
import { fold } from './fields';
import { html } from './html';
import type { Html } from './html';
import { noticeBox, problemBox } from './layout';

export interface CalendarShown {
  office: Office;
  account: Account;
  now: Date;
  calendar: WorkingCalendar;
  year: number;
  versions: (CalendarVersionView & { changes: DayChange[] })[];
  notice: string | null;
  problem: Problem | null;
  typed: TypedNotice | null;
  counted: { from: string; workingDays: number; explained: ExplainedDeadline } | null;
}

/** 工作日历: a year's days with their notices, how a deadline is counted, the versions; for admins the form. */
export function calendarView(shown: CalendarShown): Html {
  const { office, account, calendar, year, problem, notice, typed } = shown;
  return html`<div class="heading">
      <h1>工作日历<small>${year} 年</small></h1>
    </div>
    ${problemBox(office, problem)} ${noticeBox(notice)} ${warning(shown)}
    <p>
      ${calendar.years.map((one) =>
        one.year === year
          ? html`<strong>${one.year}</strong>　 `
          : html`<a href="/calendar?year=${one.year}">${one.year}</a>　 `,
      )}
    </p>
    ${noticeList(calendar, year)} ${dayTable(calendar, year)}
    <h2>期限怎么算</h2>
    ${countForm(shown)}
    <h2>各版<small>共 ${shown.versions.length} 版</small></h2>
    ${versionList(shown)}
    ${
      account.isAdmin
        ? fold(
            '录入放假通知',
            '先核对变动，再录入',
            problem !== null || typed !== null,
            noticeForm(calendar, typed),
          )
        : ''
    }`;
}

/** Deadlines that reach such a year are provisional; an admin is told what to do about it. */
function warning({ calendar, now, account }: CalendarShown): Html {
  const awaiting = awaitedNotices(calendar, now);
  if (awaiting.length === 0) return html``;
  return html`<p class="notice">
    尚未录入：${awaitedInWords(awaiting)}。涉及的期限均为暂定，通知录入后自动重算。${
      account.isAdmin ? '通知公布后请及时在本页录入。' : ''
    }
  </p>`;
}

function noticeList(calendar: WorkingCalendar, year: number): Html {
  const standing = standingNotices(calendar.notices);
  const listed = calendar.notices.filter((notice) => notice.year === year);
  if (listed.length === 0) return html`<p class="none">这一年还没有放假通知，暂按周一至周五计算。</p>`;
  return html`<ul class="plain-list">
    ${listed.map((notice) => {
      const replaced = standing.includes(notice) ? '' : html` <span class="mark">已被替代</span>`;
      return html`<li>
        ${noticeInWords(notice)}${replaced} <span class="quiet">${particulars(notice)}</span>
      </li>`;
    })}
  </ul>`;
}

const particulars = ({ scope, number, issuedOn, source }: CalendarNotice): string =>
  [
    scope === 'national' ? '国家' : '本地区',
    ...(number === null ? ['文号未查到'] : []),
    issuedOn ?? '成文日期未查到',
    source,
  ].join('；');

function dayTable({ days }: WorkingCalendar, year: number): Html {
  const listed = days.filter(({ date }) => date.startsWith(`${year}-`));
  if (listed.length === 0) return html``;
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          <th>日期</th>
          <th>安排</th>
          <th>事由</th>
          <th>所据</th>
        </tr>
      </thead>
      <tbody>
        ${listed.map(
          ({ date, kind, reason, source }) =>
            html`<tr>
              <td data-label="日期">${date}</td>
              <td data-label="安排">${kind === 'workday' ? html`<strong>上班</strong>` : '休息'}</td>
              <td data-label="事由">${reason}</td>
              <td data-label="所据">${source}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function countForm({ office, counted }: CalendarShown): Html {
  return html`<form class="authority" method="get" action="/calendar">
      <label
        >自<small>当日不计</small><input type="date" name="from" value="${counted?.from ?? ''}" required
      /></label>
      <label
        >工作日数<input
          name="workingDays"
          inputmode="numeric"
          value="${counted?.workingDays ?? ''}"
          maxlength="4"
          required
      /></label>
      <div class="buttons"><button class="plain">计算</button></div>
    </form>
    ${
      counted &&
      html`<p>
          期限为 <strong>${momentInWords(counted.explained.at, office.timeZone)}</strong>${
            counted.explained.provisional
              ? `（暂定：${awaitedInWords(counted.explained.awaiting)}尚未录入）`
              : ''
          }
        </p>
        <ol class="plain-list">
          ${counted.explained.days.map(
            ({ date, number, reason, source }) =>
              html`<li>
                ${date}　${number === null ? html`<span class="quiet">不计：${reason}　${source}</span>` : `第 ${number} 个工作日（${reason}）`}
              </li>`,
          )}
        </ol>`
    }`;
}

function versionList({ office, account, versions }: CalendarShown): Html {
  return html`<ul class="plain-list">
    ${versions.map((version, index) => {
      const entered = `${momentInWords(version.enteredAt, office.timeZone)}${version.enteredBy ?? '系统'}`;
      return html`<li>
        <strong>第 ${version.sequence} 版</strong
        >${index === 0 ? html` <span class="mark soon">现行</span>` : ''} ${version.reason}
        <span class="quiet">${entered}　${version.id}</span>
        ${version.changes.length > 0 ? fold(`改了 ${version.changes.length} 天`, '', false, changeList(version.changes)) : ''}
        ${account.isAdmin && index > 0 ? rollbackForm(version.id) : ''}
      </li>`;
    })}
  </ul>`;
}

const rollbackForm = (version: string): Html =>
  html`<form method="post" action="/calendar/rollback-previews">
    <input type="hidden" name="version" value="${version}" />
    <label>理由<input name="reason" maxlength="200" required /></label>
    <button class="plain">恢复为这一版</button>
  </form>`;
