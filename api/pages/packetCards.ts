import type { PacketNotice } from '../../db/packets/notices';
import { momentInWords } from '../dates';
import type { Office } from '../office';
import { html } from './html';
import type { Html } from './html';

/** 会议材料 that have been printed, or printed anew, and that he has not opened yet. @rule art-38 */
export function packetCards(office: Office, notices: readonly PacketNotice[]): Html {
  if (notices.length === 0) return html``;
  return html`<h2>会议材料</h2>
    <ul class="notices">
      ${notices.map(
        (notice) =>
          html`<li>
            <span class="mark soon">${notice.version > 1 ? '新版' : '待阅'}</span>
            <a href="/meetings/${notice.meetingId}/packet">${notice.meetingTitle}</a>
            <p>
              <span>${notice.words}</span>
              <span>${momentInWords(notice.at, office.timeZone)}告知</span>
            </p>
          </li>`,
      )}
    </ul>`;
}
