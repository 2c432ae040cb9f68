import type { SupervisedTask } from '../../db/afterMeeting/supervision';
import type { Account } from '../../db/accounts';
import { isoDayInWords } from '../../domain/meetings/reference';
import { momentInWords } from '../dates';
import type { Office } from '../office';
import type { Problem } from '../problems';
import type { DecisionListView, DecisionView } from '../useCases/afterMeeting/viewDecisions';
import { documentTable, taskTable } from './afterMeetingTables';
import { html } from './html';
import type { Html } from './html';
import { layout, noticeBox, problemBox } from './layout';
import type { TypedDecision } from './meetingDecisionForm';
import { correctionForm, decisionForm } from './meetingDecisionForm';
import { statusInWords } from './words';

export interface DecisionsPage {
  office: Office;
  tasklistUrl: string | null;
  account: Account;
  list: DecisionListView;
  tasks: SupervisedTask[];
  now: Date;
  notice: string | null;
  problem: Problem | null;
  typed: { itemId: string; fields: TypedDecision } | null;
}

/** 会议决定, as a list that prints; who handles meetings records them here. @rule art-26 art-40 */
export function decisionsView(shown: DecisionsPage): Html {
  const { office, account, list, tasks, now } = shown;
  const { meetingId, name, state, endedAt, isSecretary } = list;
  const undecided = list.items.filter(({ decision }) => !decision);
  const body = html`<h1>会议决定<small>${name}</small></h1>
    ${problemBox(office, shown.problem)} ${noticeBox(shown.notice)}
    <p class="quiet">
      <a href="/meetings/${meetingId}">会议</a>
      ${endedAt ? `　${momentInWords(endedAt, office.timeZone)}散会` : '　尚未散会'}
    </p>
    ${list.items.map((item) => itemSection(shown, item))}
    ${
      isSecretary &&
      state === 'opened' &&
      html`<form method="post" action="/meetings/${meetingId}/ending">
        ${undecided.length > 0 && html`<p class="quiet">还有 ${undecided.length} 项议题没有决定，不能散会。</p>`}
        <div class="buttons"><button>登记散会</button></div>
      </form>`
    }
    <section>
      <h2>决定印发的文件</h2>
      ${documentTable(office, list.documents, now)}
    </section>
    <section>
      <h2>议定事项</h2>
      ${taskTable(office, tasks, now)}
    </section>
    ${minutesSection(shown)}`;
  return layout({ office, title: `会议决定：${name}`, account, tasklistUrl: shown.tasklistUrl, body });
}

function minutesSection({ list, account }: DecisionsPage): Html {
  const { minutes } = list;
  if (!minutes) return html``;
  const words = minutes.documentNumber ?? statusInWords(minutes.status as never);
  const link = minutes.status === 'draft' ? `/drafts/${minutes.caseId}` : `/cases/${minutes.caseId}`;
  return html`<section>
    <h2>纪要</h2>
    <p>
      ${
        minutes.status === 'draft' && !list.isSecretary
          ? minutes.title
          : html`<a href="${link}">${minutes.title}</a>`
      }
      <span class="quiet">${words}</span>
      ${list.isSecretary && account && html` 　<a href="/meetings/${list.meetingId}/record">会议记录</a>`}
    </p>
  </section>`;
}

function itemSection(shown: DecisionsPage, item: DecisionListView['items'][number]): Html {
  const { office, list, typed } = shown;
  const { state, isSecretary, meetingId } = list;
  const own = typed?.itemId === item.itemId ? typed.fields : null;
  return html`<section>
    <h2>${item.position}. ${item.title}<small>${item.bodyName}</small></h2>
    ${item.decision ? decisionBlock(office, item.decision) : html`<p class="none">尚未决定。</p>`}
    ${isSecretary && state === 'opened' && decisionForm(office, meetingId, item, own)}
    ${isSecretary && state === 'ended' && item.decision && correctionForm(office, meetingId, item, own)}
    ${
      state === 'ended' &&
      item.earlier.some(({ isCorrection }) => isCorrection || item.decision?.isCorrection) &&
      html`<details class="fold">
        <summary>更正以前的记录</summary>
        ${item.earlier.map((one) => decisionBlock(office, one))}
      </details>`
    }
  </section>`;
}

function decisionBlock(office: Office, decision: DecisionView): Html {
  const { outcomeLabel, words, tasks, documents, disclosureLabel, disclosureReason } = decision;
  return html`<div class="paper">
    <p><strong>${outcomeLabel}</strong>：${words}</p>
    ${
      tasks.length > 0 &&
      html`<ol>
        ${tasks.map(
          ({ what, lead, assisting, dueOn }) =>
            html`<li>
              ${what}　<span class="quiet"
                >牵头：${lead.name}${assisting.length > 0 ? `；配合：${assisting.map(({ name }) => name).join('、')}` : ''}${dueOn ? `；${isoDayInWords(dueOn)}前` : ''}</span
              >
            </li>`,
        )}
      </ol>`
    }
    ${documents.map(({ title, body }) => html`<p>印发《${title}》<span class="quiet">${body.name}起草</span></p>`)}
    <p class="quiet">
      ${disclosureLabel}${disclosureReason ? `（${disclosureReason}）` : ''}${decision.pressWanted ? '，作会议报道' : ''}　${decision.recordedAs}　${momentInWords(decision.recordedAt, office.timeZone)}${decision.isCorrection ? `更正：${decision.reason}` : '登记'}
    </p>
  </div>`;
}
