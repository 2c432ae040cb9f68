import type { Telling } from '../../db/meetings/tellings';
import { momentInWords } from '../dates';
import type { Office } from '../office';
import { html } from './html';
import type { Html } from './html';

/** 会议告知 on the start page: what is off, what has changed, that a month had none. */
export function meetingCards(office: Office, tellings: readonly Telling[]): Html {
  if (tellings.length === 0) return html``;
  return html`<h2>会议告知</h2>
    <ul class="plain-list">
      ${tellings.map(
        ({ meetingId, kind, words, at }) =>
          html`<li>
            <a href="${addressOf(kind, meetingId)}">${words}</a>
            <span class="quiet">${momentInWords(at, office.timeZone)}</span>
          </li>`,
      )}
    </ul>`;
}

function addressOf(kind: string, meetingId: string | null): string {
  if (kind.startsWith('invitation-')) return '/meeting-invitations';
  if (kind.startsWith('regional-')) return '/regional-meetings';
  return meetingId ? `/meetings/${meetingId}` : '/meetings';
}
