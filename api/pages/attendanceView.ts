import type { Account } from '../../db/accounts';
import type { AttendanceRow, AttendanceSummary } from '../../db/attendance/readAttendance';
import type { Dependencies } from '../dependencies';
import { dayInWords, momentInWords } from '../dates';
import type { Problem } from '../problems';
import type { MeetingReader } from '../useCases/meetings/access';
import { MARKS } from '../useCases/attendance/marks';
import { CLASSES, leaveStateInWords, receiptInWords, STATES } from './attendanceWords';
import { html } from './html';
import type { Html } from './html';
import { layout, noticeBox, problemBox } from './layout';
import { receiptForm } from './receiptForm';

export interface AttendancePage {
  deps: Dependencies;
  account: Account;
  reader: MeetingReader;
  rows: AttendanceRow[];
  summary: AttendanceSummary;
  notice: string | null;
  problem: Problem | null;
}

/** 签到表: printable, and for the secretaries a form. @rule art-39 */
export function attendancePage(shown: AttendancePage): Html {
  const { deps, account, reader, rows, summary, notice, problem } = shown;
  const { office, tasklistUrl } = deps;
  const { meeting, isSecretary } = reader;
  const canMark = isSecretary && (meeting.state === 'approved' || meeting.state === 'opened');
  const table = attendanceTable(deps, rows, isSecretary, canMark);
  const body = html`<div class="heading">
      <h1>签到表</h1>
      <a href="/meetings/${meeting.caseId}">${meeting.title}</a>
    </div>
    <p>
      ${momentInWords(meeting.startsAt, office.timeZone)}　${meeting.place}　主持：${meeting.presiderWords}
    </p>
    ${noticeBox(notice)} ${problemBox(office, problem)} ${figures(rows, summary)} ${table}
    ${
      canMark
        ? html`<form id="marks" method="post" action="/meetings/${meeting.caseId}/attendance">
            <p class="quiet">只登记有改动的人；散会以前可以更正，每次登记都记入办理过程。</p>
            <div class="buttons"><button>登记签到</button></div>
          </form>`
        : ''
    }
    ${isSecretary ? tools(meeting.caseId) : ''}
    ${isSecretary && rows.length > 0 ? receiptForm(meeting.caseId, rows) : ''}`;
  return layout({ office, title: `签到表 ${meeting.title}`, account, tasklistUrl, body });
}

function figures(rows: readonly AttendanceRow[], summary: AttendanceSummary): Html {
  const parts: [string, number][] = [
    ['应到', rows.length],
    ['出席', summary.present.length],
    ['列席', summary.attending.length],
    ['请假', summary.excused.length],
    ['迟到', summary.late.length],
    ['缺席', summary.absent.length],
  ];
  return html`<dl class="summary">
    ${parts.map(
      ([label, count]) =>
        html`<div>
          <dt>${label}</dt>
          <dd>${count}</dd>
        </div>`,
    )}
  </dl>`;
}

function attendanceTable(
  { office }: Dependencies,
  rows: readonly AttendanceRow[],
  isSecretary: boolean,
  canMark: boolean,
): Html {
  if (rows.length === 0) return html`<p class="none">议程批印以后才有参会人员。</p>`;
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          <th>序号</th>
          <th>姓名、职务</th>
          <th>身份</th>
          ${isSecretary ? html`<th>通知和回执</th>` : ''}
          <th>请假、代会</th>
          <th>签到</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row, index) =>
            html`<tr>
              <td data-label="序号">${index + 1}</td>
              <td data-label="姓名、职务">${row.participant.label}</td>
              <td data-label="身份">
                ${CLASSES[row.participant.class]}${row.participant.itemIds ? '（部分议题）' : ''}
              </td>
              ${
                isSecretary
                  ? html`<td data-label="通知和回执">
                      ${row.notice ? receiptInWords(row.notice, office.timeZone) : '—'}
                    </td>`
                  : ''
              }
              <td data-label="请假、代会">${leaveCell(office.timeZone, row)}</td>
              <td data-label="签到">
                ${canMark ? markField(office.timeZone, row) : markInWords(office.timeZone, row)}
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function leaveCell(timeZone: string, { leave, substitute, travel }: AttendanceRow): Html {
  const away = travel
    ? html`<br /><small class="mark soon"
          >外出报备：${travel.destination}，${dayInWords(travel.leavesAt, timeZone)}至${dayInWords(travel.returnsAt, timeZone)}${leave ? '' : '，没有请假'}</small
        >`
    : '';
  return html`${leave ? leaveStateInWords(leave) : '—'}${substitute ? `，${substitute.label}代` : ''}${away}`;
}

function markInWords(timeZone: string, { state, mark }: AttendanceRow): Html {
  const at = mark && mark.mark !== 'absent' ? `（${momentInWords(mark.at, timeZone)}）` : '';
  return html`${STATES[state]}${at}${mark?.note ? html`<br /><small>${mark.note}</small>` : ''}`;
}

/** One list a person; nothing chosen changes nothing. */
function markField(timeZone: string, row: AttendanceRow): Html {
  const { participant, mark, state } = row;
  return html`<span class="print-only">${state === 'awaited' ? '' : markInWords(timeZone, row)}</span>
    <select
      form="marks"
      class="print-hidden"
      name="mark.${participant.id}"
      aria-label="${participant.personName}签到"
    >
      <option value="">${mark ? '' : STATES[state]}</option>
      ${Object.entries(MARKS).map(
        ([id, label]) =>
          html`<option value="${id}" ${mark?.mark === id ? html` selected` : ''}>${label}</option>`,
      )}
    </select>
    <input
      form="marks"
      class="print-hidden"
      name="note.${participant.id}"
      value="${mark?.note ?? ''}"
      maxlength="200"
      size="8"
      aria-label="${participant.personName}备注"
    />`;
}

function tools(id: string): Html {
  return html`<p class="print-hidden">
    <a href="/meetings/${id}/seating.pdf">座次图</a>　<a href="/meetings/${id}/seating.pdf?paper=a3"
      >座次图（A3）</a
    >　<a href="/meetings/${id}/place-cards.pdf">席卡</a>　<a href="/meetings/${id}/call-up.pdf">候会叫会单</a
    >　<a href="/leave?meeting=${id}">登记请假</a>
  </p>`;
}
