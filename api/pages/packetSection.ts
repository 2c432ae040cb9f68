import type { Account } from '../../db/accounts';
import type { Dependencies } from '../dependencies';
import type { MeetingView } from '../useCases/meetings/view';
import { ownOrWhyNot } from '../useCases/packets/views';
import { html } from './html';
import type { Html } from './html';
import { packetSummary } from './packetView';

/** 会议材料 on the meeting's page: nothing before 批印. @rule art-38 */
export async function packetSection(deps: Dependencies, account: Account, view: MeetingView): Promise<Html> {
  if (view.agenda === null) return html``;
  const { caseId } = view;
  const { packet, absence } = await ownOrWhyNot(deps, account, caseId);
  return html`<h2>会议材料</h2>
    ${absence && html`<p class="none">${absence}</p>`} ${packet && packetSummary(deps.office, caseId, packet)}
    <p>
      <a href="/meetings/${caseId}/packet">页码、版次${view.reader.isSecretary && '、各份去向和打开记录'}</a>
    </p>`;
}
