import type { NoticeView } from '../../db/notices';
import { momentInWords } from '../dates';
import type { Office } from '../office';
import { html } from './html';
import type { Html } from './html';
import { noticeInWords } from './words';

/** 提醒 and 超时提醒 of steps still open: one's own, and those told to the next rank and the Office. */
export function noticeCards(office: Office, notices: readonly NoticeView[]): Html {
  if (notices.length === 0) return html``;
  const own = notices.filter(({ toHolder }) => toHolder);
  const others = notices.filter(({ toHolder }) => !toHolder);
  return html`<h2>提醒</h2>
    ${
      own.length > 0 &&
      html`<ul class="notices">
        ${own.map((notice) => card(office, notice))}
      </ul>`
    }
    ${
      others.length > 0 &&
      html`<h3>请您催办<small>他人承办，已按规定告知您</small></h3>
        <ul class="notices">
          ${others.map((notice) => card(office, notice))}
        </ul>`
    }`;
}

function card(office: Office, notice: NoticeView): Html {
  const given = momentInWords(notice.at, office.timeZone);
  return html`<li>
    <span class="mark ${notice.kind === 'reminder' || notice.kind === 'moved' ? 'soon' : ''}"
      >${noticeInWords(notice)}</span
    >
    <a href="/cases/${notice.caseId}">${notice.caseTitle}</a>
    <p>
      <span>${notice.stepLabel}${!notice.toHolder && `：${notice.holders}`}</span>
      <span>应于${momentInWords(notice.dueAt, office.timeZone)}前办结</span>
      ${notice.wasDueAt && html`<span>原定${momentInWords(notice.wasDueAt, office.timeZone)}前</span>`}
      <span>${given}${notice.kind === 'moved' ? '调整' : '提醒'}</span>
    </p>
  </li>`;
}
