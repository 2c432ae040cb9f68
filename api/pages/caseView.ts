import type { Account } from '../../db/accounts';
import { signsPapers } from '../../domain/steps/signing';
import type { LedgerView } from '../../db/readModels/ledgerView';
import type { Dependencies } from '../dependencies';
import type { Problem } from '../problems';
import type { CaseDetails } from '../useCases/viewCase';
import { ledgerTable, noticeList, opinionList, signatureList } from './caseRecords';
import { roundsSection } from './caseRounds';
import type { CaseRounds } from './caseRounds';
import { ownWork, whereItStands } from './caseSteps';
import { caseSummary, groundList } from './caseSummary';
import { versionList } from './caseVersions';
import type { TypedDecision } from './decisionForm';
import { documentText } from './documentText';
import { html } from './html';
import type { Html } from './html';
import { layout, noticeBox, problemBox } from './layout';
import { ownPageOf } from './matterPages';
import { minutesBox } from './minutesBox';
import { sizeInWords, statusInWords } from './words';

export interface CasePage {
  account: Account;
  view: CaseDetails;
  ledger: LedgerView;
  countersigning: CaseRounds;
  notice: string | null;
  problem: Problem | null;
  /** What stood in the refused form. */
  typed: { decision: TypedDecision | null; withdrawal: string | null };
}

/** The stable address of a case: where it stands, its text, who said what, and what happened. */
export function caseView({ office, tasklistUrl, clock }: Dependencies, page: CasePage): Html {
  const { account, view } = page;
  const body = html` <div class="heading">
      <h1>${view.title}</h1>
      <span class="status ${view.status}">${statusInWords(view.status, view.closedAs)}</span>
    </div>
    ${problemBox(office, page.problem)} ${noticeBox(page.notice)} ${minutesBox(view.notCarried)}
    ${caseSummary(office, view)} ${whereItStands(office, view, clock.now())}
    ${ownWork(office, view, account.personId, page.typed)}
    <section>
      <h2>文稿${view.currentVersion ? html`<small>第 ${view.currentVersion.number} 稿</small>` : ''}</h2>
      ${papers(view, page.countersigning)}
      ${view.currentVersion ? documentText(view.currentVersion.content) : ''} ${attachmentList(view)}
      ${groundList(office, view)} ${versionList(office, view)}
    </section>
    ${roundsSection(office, view.id, page.countersigning)}
    <section>
      <h2>意见</h2>
      ${opinionList(office, view.opinions, view.steps)}
    </section>
    ${
      signsPapers(view.processId)
        ? html`<section>
            <h2>签发</h2>
            ${signatureList(office, view.signatures)}
          </section>`
        : ''
    }
    ${noticeList(office, view.notices)}
    <section>
      <h2>办理过程记录</h2>
      ${ledgerTable(office, page.ledger)}
    </section>`;
  return layout({ office, title: view.title, account, tasklistUrl, body });
}

/** The paper as it is or would be issued; of what is no paper, the page that it has of its own. */
function papers(view: CaseDetails, { rounds }: CaseRounds): Html {
  const own = ownPageOf(view);
  if (own) return html`<p><a class="button second" href="${own.href}">${own.label}页</a></p>`;
  if (!signsPapers(view.processId)) return html``;
  return html`<p>
    <a class="button second" href="/cases/${view.id}/document.pdf"
      >${view.isRendered ? '正式文本（PDF）' : '送审稿（PDF）'}</a
    >
    ${
      rounds.length > 0 &&
      html`<a class="button second" href="/cases/${view.id}/file.pdf">办件卷：文稿和会签单（PDF）</a>`
    }
  </p>`;
}

export function attachmentList({ attachments: files }: Pick<CaseDetails, 'attachments'>): Html {
  if (files.length === 0) return html``;
  return html`<h3>附件</h3>
    <ol class="attachments">
      ${files.map(
        (file) =>
          html`<li>
            <a href="/api/v1/attachments/${file.id}">${file.fileName}</a>
            <span class="quiet">${sizeInWords(file.size)}</span>
          </li>`,
      )}
    </ol>`;
}
