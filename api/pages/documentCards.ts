import { listDocumentNotices } from '../../db/afterMeeting/documentNotices';
import { momentInWords } from '../dates';
import type { Dependencies } from '../dependencies';
import { html } from './html';
import type { Html } from './html';

const KINDS = { reminder: '临期', overdue: '超期', moved: '期限调整' } as const;

/** On the start page: papers that a meeting decided on and that he was reminded of. @rule art-40 */
export async function documentCards({ pool, office }: Dependencies, personId: string): Promise<Html> {
  const notices = await listDocumentNotices(pool, personId);
  if (notices.length === 0) return html``;
  return html`<h2>会议决定发文</h2>
    <ul class="notices">
      ${notices.map(
        (one) =>
          html`<li>
            <span class="mark ${one.kind === 'overdue' ? '' : 'soon'}">${KINDS[one.kind]}</span>
            <a href="/decided-documents/${one.documentId}">${one.title}</a>
            <p>
              <span>${one.bodyName}</span>
              <span>${one.reference}</span>
              <span>应于${momentInWords(one.dueAt, office.timeZone)}前印发</span>
              ${one.wasDueAt && html`<span>原定${momentInWords(one.wasDueAt, office.timeZone)}前</span>`}
            </p>
          </li>`,
      )}
    </ul>`;
}
