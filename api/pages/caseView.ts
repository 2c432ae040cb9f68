import type { Account } from '../../db/accounts';
import type { OpinionView, SignatureView, StepView } from '../../db/readModels/caseView';
import type { LedgerView } from '../../db/readModels/ledgerView';
import { momentInWords } from '../dates';
import type { Dependencies } from '../dependencies';
import type { Office } from '../office';
import { labelOf, revisingDecisions } from '../office';
import type { Problem } from '../problems';
import type { CaseDetails } from '../useCases/viewCase';
import { decisionForm } from './decisionForm';
import { documentText } from './documentText';
import { html } from './html';
import type { Html } from './html';
import { layout, noticeBox, problemBox } from './layout';
import { articleInWords } from '../../domain/routing/ruleInWords';
import { ruleInWords, sizeInWords, statusInWords, stepStateInWords } from './words';

export interface CasePage {
  account: Account;
  view: CaseDetails;
  ledger: LedgerView;
  notice: string | null;
  problem: Problem | null;
  /** What stood in the decision form when it was refused. */
  typed: { decision: string; opinion: string } | null;
}

/** The stable address of a case: where it stands, its text, who said what, and what happened. */
export function caseView({ office, tasklistUrl }: Dependencies, page: CasePage): Html {
  const { account, view } = page;
  const body = html` <div class="heading">
      <h1>${view.title}</h1>
      <span class="status ${view.status}">${statusInWords(view.status)}</span>
    </div>
    ${problemBox(office, page.problem)} ${noticeBox(page.notice)} ${summary(office, view)}
    ${whereItStands(office, view)} ${mine(office, page)}
    <section>
      <h2>文稿${view.currentVersion ? html`<small>第 ${view.currentVersion.number} 稿</small>` : ''}</h2>
      <p>
        <a class="button second" href="/cases/${view.id}/document.pdf"
          >${view.isRendered ? '正式文本（PDF）' : '送审稿（PDF）'}</a
        >
      </p>
      ${view.currentVersion ? documentText(view.currentVersion.content) : ''} ${attachments(view)}
    </section>
    <section>
      <h2>意见</h2>
      ${opinions(office, view.opinions)}
    </section>
    <section>
      <h2>签发</h2>
      ${signatures(office, view.signatures)}
    </section>
    <section>
      <h2>办理过程记录</h2>
      ${ledgerTable(office, page.ledger)}
    </section>`;
  return layout({ office, title: view.title, account, tasklistUrl, body });
}

function summary(office: Office, view: CaseDetails): Html {
  const { facts } = view;
  const { vocabulary } = office;
  const rows: [string, string][] = [
    ['发文字号', view.documentNumber ?? '未编号'],
    ['文种', labelOf(vocabulary.kinds, facts.kind)],
    ['发文名义', labelOf(vocabulary.issuingNames, facts.issuingName)],
    ['行文方向', labelOf(vocabulary.directions, facts.direction)],
    ['重要程度', labelOf(vocabulary.importances, facts.importance)],
    ['紧急程度', labelOf(vocabulary.urgencies, facts.urgency)],
    ['规范性文件', facts.normative ? '是' : '否'],
    ['主办单位', view.drafter.bodyName],
    ['拟稿人', `${view.drafter.postLabel}${view.drafter.personName}`],
    ['送审时间', view.submittedAt ? momentInWords(view.submittedAt, office.timeZone) : '—'],
  ];
  return html`<dl class="summary">
    ${rows.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}

function whereItStands(office: Office, view: CaseDetails): Html {
  // Held up, a step whose task has ended still stands open: its holder can do nothing about it.
  const open = view.steps.filter(
    ({ state, taskIsOpen }) => state === 'open' && (taskIsOpen || !view.blocked),
  );
  if (!view.blocked && open.length === 0) {
    if (view.status !== 'in-progress') return html``;
    return html`<p class="where">正在转下一环节，请稍后刷新。</p>`;
  }
  return html`${view.blocked && html`<p class="where">办理受阻，系统管理员正在处理。</p>`}
  ${open.map(
    (step) =>
      html`<div class="where">
        <strong>${step.label}</strong
        >：现在由${holdersInWords(step)}办理，${momentInWords(step.dueAt, office.timeZone)}前办结${step.dueProvisional ? '（暂定，待公布年度放假安排）' : ''}
        <p class="basis">${step.reason}　依据：${ruleInWords(office, step.rule)}</p>
      </div>`,
  )}`;
}

/** What the reader himself has to do here, if anything. */
function mine(office: Office, { account, view, typed }: CasePage): Html {
  const step = view.steps.find(
    ({ taskIsOpen, holders }) => taskIsOpen && holders.some(({ personId }) => personId === account.personId),
  );
  if (!step || !view.currentVersion) return html``;
  const revises = step.decisions.some((decision) => revisingDecisions(office).includes(decision));
  return html` ${
    revises && view.drafterPersonId === account.personId
      ? html`<p>
          <a class="button second" href="/drafts/${view.id}">修改文稿</a> 改好存稿后，在下面重新报送。
        </p>`
      : ''
  }
  ${decisionForm(office, { caseId: view.id, step, versionSha256: view.currentVersion.sha256, typed })}`;
}

function attachments({ attachments: files }: CaseDetails): Html {
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

function opinions(office: Office, items: OpinionView[]): Html {
  if (items.length === 0) return html`<p class="none">尚无意见。</p>`;
  return html`<ol class="opinions">
    ${items.map(
      (item) =>
        html`<li class="${item.accepted ? '' : 'refused'}">
          <p>
            <strong>${item.stepLabel}</strong>　${item.actor}　<span class="decision"
              >${labelOf(office.vocabulary.decisions, item.decision)}</span
            >
            <span class="quiet">${momentInWords(item.actedAt, office.timeZone)}</span>${gradeMark(item.grade)}
          </p>
          ${item.opinion ? html`<p class="words">${item.opinion}</p>` : ''}
          ${item.accepted ? '' : html`<p class="late">${stepStateInWords('refused')}：${item.refusal}　依据：${ruleInWords(office, item.rule)}</p>`}
        </li>`,
    )}
  </ol>`;
}

function signatures(office: Office, items: SignatureView[]): Html {
  if (items.length === 0) return html`<p class="none">尚未签发。</p>`;
  return html`<ul class="signatures">
    ${items.map(
      (item) =>
        html`<li class="${item.voidReason === null ? '' : 'refused'}">
          <strong>${item.act}</strong>　${item.postLabel}
          ${item.personName}　${momentInWords(item.signedAt, office.timeZone)}　第 ${item.versionNumber}
          稿${gradeMark(item.grade)}
          <p class="basis">依据：${ruleInWords(office, item.rule)}</p>
          ${item.voidReason === null ? '' : html`<p class="late">已失效：${item.voidReason}</p>`}
        </li>`,
    )}
  </ul>`;
}

/** Law 2: what rests on the engine's word alone is shown as such. */
function gradeMark(grade: 'trusted' | 'demo' | null): Html {
  return grade === 'demo' ? html` <span class="grade">演示级</span>` : html``;
}

function ledgerTable(office: Office, { entries, verification }: LedgerView): Html {
  const state = verification.intact
    ? html`<p class="quiet">办理过程记录已核验，未见改动。</p>`
    : html`<p class="late">办理过程记录自第 ${verification.brokenAt} 条起核验不符，请报系统管理员。</p>`;
  return html`<div class="scroll">
      <table class="ledger">
        <thead>
          <tr>
            <th>序号</th>
            <th>时间</th>
            <th>人员</th>
            <th>事项</th>
            <th>依据（《${office.ruleSet.name}》）</th>
          </tr>
        </thead>
        <tbody>
          ${entries.map(
            (entry) =>
              html`<tr>
                <td data-label="序号">${entry.sequence}</td>
                <td data-label="时间">${momentInWords(entry.at, office.timeZone)}</td>
                <td data-label="人员">${entry.capacity}${entry.actor}</td>
                <td data-label="事项">${entry.summary}${gradeMark(entry.grade)}</td>
                <td data-label="依据">${entry.rule ? articleInWords(entry.rule) : ''}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${state}`;
}

function holdersInWords({ holders }: StepView): string {
  return holders.map(({ postLabel, personName }) => `${postLabel}${personName}`).join('、');
}
