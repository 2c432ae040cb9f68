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
        ({ words, at, ...telling }) =>
          html`<li>
            <a href="${addressOf(telling)}">${words}</a>
            <span class="quiet">${momentInWords(at, office.timeZone)}</span>
          </li>`,
      )}
    </ul>`;
}

function addressOf({ kind, meetingId, caseId }: Pick<Telling, 'kind' | 'meetingId' | 'caseId'>): string {
  if (kind.startsWith('invitation-')) return `/meeting-invitations/${caseId ?? ''}`;
  if (kind.startsWith('regional-')) return `/regional-meetings/${caseId ?? ''}`;
  return meetingId ? `/meetings/${meetingId}` : '/meetings';
}
