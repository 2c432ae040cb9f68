import { viewDecisions } from '../useCases/afterMeeting/viewDecisions';
import { html } from './html';
import type { MeetingSection } from './meetingSection';

/** On the meeting's page, from its opening on: what it decided so far, and the way to the whole list. @rule art-40 */
export const decisionsSection: MeetingSection = async (deps, account, { caseId }) => {
  const list = await viewDecisions(deps, account, caseId);
  if (list.state !== 'opened' && list.state !== 'ended') return html``;
  const decided = list.items.filter(({ decision }) => decision);
  const awaited = list.documents.filter(({ issuedAt }) => !issuedAt);
  return html`<section>
    <h2>会议决定</h2>
    ${
      decided.length === 0
        ? html`<p class="none">还没有登记决定。</p>`
        : html`<ul class="plain-list">
            ${decided.map(
              ({ position, title, decision }) =>
                html`<li>
                  ${position}. ${title}<span class="quiet">${decision?.outcomeLabel ?? ''}</span>
                </li>`,
            )}
          </ul>`
    }
    <p>
      <a href="/meetings/${caseId}/decisions"
        >${list.isSecretary && list.state === 'opened' ? '登记决定、散会' : '会议决定和议定事项'}</a
      >
      ${awaited.length > 0 && html`<span class="quiet">还有 ${awaited.length} 个文件没有印发</span>`}
    </p>
  </section>`;
};
