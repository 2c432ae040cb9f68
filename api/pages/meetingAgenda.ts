import type { AgendaItem } from '../../domain/meetings/agenda';
import { momentInWords } from '../dates';
import type { Dependencies } from '../dependencies';
import type { MeetingView } from '../useCases/meetings/view';
import { html } from './html';
import type { Html } from './html';

const MINUTE = 60_000;

/** The agenda with who sits in when: those who are called wait outside until their item. @rule art-38 */
export function agendaTable({ office }: Dependencies, items: readonly AgendaItem[]): Html {
  if (items.length === 0) return html`<p class="none">还没有议题。</p>`;
  const time = (at: Date): string => momentInWords(at, office.timeZone).slice(-5);
  const wait = (iso: string): Date =>
    new Date(new Date(iso).getTime() - office.meetings.waitMinutes * MINUTE);
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          <th>次序</th>
          <th>议题</th>
          <th>汇报人</th>
          <th>列席单位</th>
          <th>候会</th>
          <th>叫会</th>
          <th>时长</th>
        </tr>
      </thead>
      <tbody>
        ${items.map(
          (item) =>
            html`<tr>
              <td data-label="次序">${item.position}</td>
              <td data-label="议题">
                <a href="/topics/${item.topicCaseId}">${item.title}</a>
                <p class="basis">${item.bodyName}　${materialsOf(item)}</p>
              </td>
              <td data-label="汇报人">${item.reporter.label}</td>
              <td data-label="列席单位">${item.bodyNames.join('、') || '—'}</td>
              <td data-label="候会">${time(wait(item.callAt))}</td>
              <td data-label="叫会">${time(new Date(item.callAt))}</td>
              <td data-label="时长">${item.minutes}分钟</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function materialsOf({ materials }: AgendaItem): string {
  if (materials.length === 0) return '没有材料';
  const pages = materials.reduce((sum, one) => sum + one.pages, 0);
  return `材料${materials.length}份，共${pages}页`;
}

/** Every version that was submitted, what it changed, and a way to compare it with any other. */
export function versionTable({ office }: Dependencies, { caseId, versions }: MeetingView): Html {
  if (versions.length === 0) return html``;
  const numbers = versions.map(({ number }) => number);
  return html`<h2>各版议程</h2>
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th>版次</th>
            <th>呈批</th>
            <th>批印</th>
            <th>与上一版的不同</th>
          </tr>
        </thead>
        <tbody>
          ${versions.map(
            (one) =>
              html`<tr>
                <td data-label="版次">第${one.number}版</td>
                <td data-label="呈批">${momentInWords(one.submittedAt, office.timeZone)}</td>
                <td data-label="批印">
                  ${one.approval ? `${momentInWords(one.approval.at, office.timeZone)} ${one.approval.as}` : '未批印'}
                </td>
                <td data-label="与上一版的不同">
                  ${one.changeWords || (one.number === 1 ? '—' : '没有不同')}
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${
      versions.length < 2
        ? ''
        : html`<form method="get" action="/meetings/${caseId}/comparison" class="buttons">
            ${choice('from', '从', numbers, Math.min(...numbers))}
            ${choice('to', '到', numbers, Math.max(...numbers))}
            <button class="second">比较</button>
          </form>`
    }`;
}

const choice = (name: string, label: string, numbers: number[], chosen: number): Html =>
  html`<label
    >${label}<select name="${name}">
      ${numbers.map((number) => html`<option value="${number}" ${number === chosen ? html`selected` : ''}>第${number}版</option>`)}
    </select></label
  >`;
