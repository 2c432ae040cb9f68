import type { Account } from '../../db/accounts';
import type { Notice } from '../../db/attendance/notices';
import type { Meeting } from '../../db/meetings/meetings';
import type { Dependencies } from '../dependencies';
import type { Problem } from '../problems';
import { NOTICE_KINDS, receiptInWords } from './attendanceWords';
import { html } from './html';
import type { Html } from './html';
import { layout, noticeBox, problemBox } from './layout';

export interface ReceiptPage {
  deps: Dependencies;
  account: Account;
  meeting: Meeting;
  notice: Notice;
  done: string | null;
  problem: Problem | null;
}

/** A notice as its addressee reads and answers it. @rule art-38 */
export function receiptPage({ deps, account, meeting, notice, done, problem }: ReceiptPage): Html {
  const { office, tasklistUrl } = deps;
  const isCall = notice.kind === 'convened' || notice.kind === 'changed';
  const isAhead = meeting.state === 'preparing' || meeting.state === 'approved';
  const body = html`<div class="heading"><h1>${NOTICE_KINDS[notice.kind]}</h1></div>
    ${noticeBox(done)} ${problemBox(office, problem)}
    <section class="paper">${notice.words.split('\n').map((line) => html`<p>${line}</p>`)}</section>
    <p class="quiet">
      ${notice.receipt ? `回执：${receiptInWords(notice, office.timeZone)}` : '还没有回执。'}
    </p>
    ${
      !isAhead && isCall
        ? html`<p class="none">会议已经开始或者结束，不必再给回执。</p>`
        : html`<form method="post" action="/meetings/${meeting.caseId}/receipt" class="buttons">
            <input type="hidden" name="answer" value="${isCall ? 'attends' : 'noted'}" />
            <button>${isCall ? '参加' : '知悉'}</button>
            ${isCall ? html`<a class="button second" href="/leave?meeting=${meeting.caseId}">请假</a>` : ''}
          </form>`
    }`;
  return layout({ office, title: NOTICE_KINDS[notice.kind], account, tasklistUrl, body });
}
