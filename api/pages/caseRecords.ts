import type { OpinionView, SignatureView, StepView } from '../../db/readModels/caseView';
import type { LedgerView } from '../../db/readModels/ledgerView';
import type { NoticeView } from '../../db/notices';
import { readCapacityKey } from '../../domain/steps/details';
import { articleInWords } from '../../domain/routing/ruleInWords';
import { momentInWords } from '../dates';
import type { Office } from '../office';
import { labelOf } from '../office';
import { holdersInWords } from './caseSummary';
import { html } from './html';
import type { Html } from './html';
import { noticeInWords, ruleInWords, stepStateInWords } from './words';

export function opinionList(office: Office, items: readonly OpinionView[], steps: readonly StepView[]): Html {
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
          ${detailsInWords(office, item, steps).map((words) => html`<p class="quiet">${words}</p>`)}
          ${item.accepted ? '' : html`<p class="late">${stepStateInWords('refused')}：${item.refusal}　依据：${ruleInWords(office, item.rule)}</p>`}
        </li>`,
    )}
  </ol>`;
}

/** Whom the step picked or named, and what it affirmed. */
function detailsInWords(
  office: Office,
  { details, named }: OpinionView,
  steps: readonly StepView[],
): string[] {
  const confirmed = details.confirmations.map((id) => labelOf(office.vocabulary.gates, id));
  return [
    ...(named ? [`送：${named}`] : []),
    ...pickInWords('选定审核人', details.reviewer, steps),
    ...pickInWords('选定签发人', details.signatory, steps),
    ...(confirmed.length > 0 ? [`已逐条确认：${confirmed.join('、')}`] : []),
  ];
}

/** Picks are stored as keys; as soon as the picked person's step is open, his name is known here. */
function pickInWords(what: string, key: string | undefined, steps: readonly StepView[]): string[] {
  const personId = readCapacityKey(key ?? '')?.personId;
  const holder = steps.flatMap(({ holders }) => holders).find((one) => one.personId === personId);
  return holder ? [`${what}：${holdersInWords([holder])}`] : [];
}

export function signatureList(office: Office, items: readonly SignatureView[]): Html {
  if (items.length === 0) return html`<p class="none">尚未签发。</p>`;
  return html`<ul class="signatures">
    ${items.map(
      (item) =>
        html`<li class="${item.voidReason === null ? '' : 'refused'}">
          <strong>${item.act}</strong>　${item.postLabel}
          ${item.personName}${item.onBehalfOf && `（受${item.onBehalfOf}委托，${item.delegationBasis}）`}　${momentInWords(item.signedAt, office.timeZone)}　第
          ${item.versionNumber} 稿${gradeMark(item.grade)}
          <p class="basis">依据：${ruleInWords(office, item.rule)}</p>
          ${item.voidReason === null ? '' : html`<p class="late">已失效：${item.voidReason}</p>`}
        </li>`,
    )}
  </ul>`;
}

/** 提醒 and 超时提醒 that were given, in order. */
export function noticeList(office: Office, notices: readonly NoticeView[]): Html {
  if (notices.length === 0) return html``;
  return html`<section>
    <h2>提醒记录</h2>
    <ul class="plain-list">
      ${notices.map(
        (notice) =>
          html`<li>
            ${momentInWords(notice.at, office.timeZone)}　<span
              class="${notice.kind === 'overdue' ? 'late' : ''}"
              >${noticeInWords(notice)}</span
            >　${notice.stepLabel}：${notice.holders}，应于${momentInWords(notice.dueAt, office.timeZone)}前办结
          </li>`,
      )}
    </ul>
  </section>`;
}

export function ledgerTable(office: Office, { entries, verification }: LedgerView): Html {
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

/** Law 2: what rests on the engine's word alone is shown as such. */
function gradeMark(grade: 'trusted' | 'demo' | null): Html {
  return grade === 'demo' ? html` <span class="grade">演示级</span>` : html``;
}
