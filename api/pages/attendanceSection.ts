import { findLastNoticeOfPerson } from '../../db/attendance/notices';
import { readAttendance } from '../../db/attendance/readAttendance';
import { receiptInWords } from './attendanceWords';
import { html } from './html';
import type { Html } from './html';
import type { MeetingSection } from './meetingSection';

/** On a meeting's page: one's own 回执 and leave, and for whoever reads all of it how many come (arts 38, 39). */
export const attendanceSection: MeetingSection = async ({ pool, office }, account, view): Promise<Html> => {
  const { caseId, reader, state } = view;
  const own = await findLastNoticeOfPerson(pool, caseId, account.personId);
  const mine = own
    ? html`<p>
        我的回执：${receiptInWords(own, office.timeZone)}　<a href="/meetings/${caseId}/receipt">查看通知</a>
        ${state === 'approved' || state === 'preparing' ? html` 　<a href="/leave?meeting=${caseId}">请假、销假</a>` : ''}
      </p>`
    : '';
  if (reader.scope !== 'all')
    return own
      ? html`<h2>参会</h2>
          ${mine}`
      : html``;
  const { rows, summary } = await readAttendance(pool, caseId);
  if (rows.length === 0) return html``;
  const unanswered = rows.filter(({ notice }) => notice !== null && notice.receipt === null).length;
  return html`<h2>参会</h2>
    ${mine}
    <p>
      应到${rows.length}人，出席${summary.present.length}人，列席${summary.attending.length}人，请假${summary.excused.length}人，缺席${summary.absent.length}人${reader.isSecretary ? `；未回执${unanswered}人` : ''}。
      <a href="/meetings/${caseId}/attendance">签到表</a>
      ${
        reader.isSecretary
          ? html` 　<a href="/leave?meeting=${caseId}">请假</a>　<a href="/meetings/${caseId}/seating.pdf"
                >座次图</a
              >　<a href="/meetings/${caseId}/place-cards.pdf">席卡</a>　<a
                href="/meetings/${caseId}/call-up.pdf"
                >候会叫会单</a
              >`
          : ''
      }
    </p>`;
};
