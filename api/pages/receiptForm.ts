import type { AttendanceRow } from '../../db/attendance/readAttendance';
import { fold, options } from './fields';
import { html } from './html';
import type { Html } from './html';

/** 回执 that came by telephone or text message, entered by the secretaries (art 38). */
export function receiptForm(meetingId: string, rows: readonly AttendanceRow[]): Html {
  const told = rows
    .filter(({ notice }) => notice !== null)
    .map(({ participant }) => ({ id: participant.id, label: participant.label }));
  if (told.length === 0) return html``;
  const body = html`<form method="post" action="/meetings/${meetingId}/receipts">
    <label
      >谁的回执<select name="participantId" required>
        <option value="">请选择</option>
        ${options(told, '')}
      </select></label
    >
    <label
      >途径<select name="channel" required>
        <option value="telephone">电话</option>
        <option value="text-message">短信</option>
      </select></label
    >
    <label
      >答复<select name="answer" required>
        <option value="attends">参加</option>
        <option value="noted">知悉</option>
      </select></label
    >
    <label>何人答复<input name="answeredBy" maxlength="100" required /></label>
    <label>答复内容<input name="words" maxlength="500" /></label>
    <div class="buttons"><button class="second">登记回执</button></div>
  </form>`;
  return fold('登记电话、短信回执', '要请假的另登记请假', false, body, 'paper print-hidden');
}
