import type { DayChange } from '../../domain/calendar';
import { awaitedInWords } from '../../domain/calendar';
import { momentInWords } from '../dates';
import type { Office } from '../office';
import type { CalendarPreview } from '../useCases/calendar';
import { hiddenFields } from './calendarForm';
import { html } from './html';
import type { Html } from './html';

/** What is about to change, with the button that does it. */
export function previewView(
  office: Office,
  preview: CalendarPreview,
  confirm: { title: string; action: string; button: string; fields: Record<string, string> },
): Html {
  return html`<div class="heading"><h1>${confirm.title}</h1></div>
    <h2>改变的日子<small>${preview.days.length} 天</small></h2>
    ${changeList(preview.days)}
    <h2>随之改变的期限<small>${preview.deadlines.length} 个在办环节</small></h2>
    ${deadlineTable(office, preview.deadlines)}
    ${
      preview.awaiting.length > 0
        ? html`<p class="quiet">此后仍缺：${awaitedInWords(preview.awaiting)}。</p>`
        : ''
    }
    <form class="authority" method="post" action="${confirm.action}">
      ${hiddenFields({ ...confirm.fields, basedOn: preview.basedOn })}
      <div class="buttons"><button>${confirm.button}</button> <a href="/calendar">不改了</a></div>
    </form>`;
}

export function changeList(changes: DayChange[]): Html {
  if (changes.length === 0) return html`<p class="none">没有。</p>`;
  return html`<ul class="plain-list">
    ${changes.map(
      ({ date, before, after }) =>
        html`<li>
          ${date}　${inWords(before)}改为${inWords(after)} <span class="quiet">${after.source}</span>
        </li>`,
    )}
  </ul>`;
}

const inWords = ({ isWorkday, reason }: DayChange['before']): string =>
  `${isWorkday ? '上班' : '休息'}（${reason}）`;

/** A case that is none of the reader's business is only counted, not named. */
function deadlineTable(office: Office, deadlines: CalendarPreview['deadlines']): Html {
  if (deadlines.length === 0) return html`<p class="none">没有。</p>`;
  const words = (at: Date, isProvisional: boolean): string =>
    `${momentInWords(at, office.timeZone)}${isProvisional ? '（暂定）' : ''}`;
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          <th>办件</th>
          <th>环节</th>
          <th>原定</th>
          <th>改为</th>
        </tr>
      </thead>
      <tbody>
        ${deadlines.map(
          (one) =>
            html`<tr>
              <td data-label="办件">
                ${one.caseId ? html`<a href="/cases/${one.caseId}">${one.caseTitle}</a>` : html`<span class="quiet">您无权查看的件</span>`}
              </td>
              <td data-label="环节">${one.stepLabel}</td>
              <td data-label="原定">${words(one.from, one.wasProvisional)}</td>
              <td data-label="改为">${words(one.to, one.isProvisional)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
