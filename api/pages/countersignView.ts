import type { Account } from '../../db/accounts';
import type { RoundView } from '../../db/readModels/countersignView';
import { momentInWords } from '../dates';
import { labelOf } from '../office';
import type { Problem } from '../problems';
import { leadActs, ownActs } from './countersignForms';
import type { Acts } from './countersignForms';
import { adoptionTable, courseList, talkList } from './countersignRecords';
import { sheetTable } from './countersignRows';
import type { SheetOf } from './countersignRows';
import { roundStateInWords } from './countersignWords';
import { html } from './html';
import type { Html } from './html';
import { layout, noticeBox, problemBox } from './layout';
import { ruleInWords } from './words';

export interface CountersignPage extends SheetOf, Acts {
  account: Account;
  tasklistUrl: string | null;
  /** The version with which the text is compared; null where it is the first. */
  comparedWith: number | null;
  notice: string | null;
  problem: Problem | null;
}

/** 会签单: who was asked what, until when, and what each has answered; then what the reader may do. @rule art-45 */
export function countersignView(page: CountersignPage): Html {
  const { office, account, tasklistUrl, round } = page;
  const purpose = labelOf(office.vocabulary.countersignPurposes, round.purpose);
  const title = `${purpose}单：${round.caseTitle}`;
  const body = html`<div class="heading">
      <h1>${purpose}单<small>第 ${round.number} 轮</small></h1>
      <span class="status ${round.state === 'closed' ? 'issued' : ''}">${roundStateInWords(round)}</span>
    </div>
    ${problemBox(office, page.problem)} ${noticeBox(page.notice)}
    <p class="subject"><a href="/cases/${round.caseId}">${round.caseTitle}</a></p>
    <p><a class="button second" href="/countersigns/${round.id}/sheet.pdf">打印${purpose}单（PDF）</a></p>
    ${summary(page, purpose)} ${sheetTable(page, round)} ${adoptionTable(office, round)}
    ${talkList(office, round)} ${courseList(office, round)} ${leadActs(page)} ${ownActs(page)}`;
  return layout({ office, title, account, tasklistUrl, body });
}

function summary({ office, round, comparedWith }: CountersignPage, purpose: string): Html {
  const at = (moment: Date): string => momentInWords(moment, office.timeZone);
  const rows: [string, Html | string][] = [
    ['主办部门', round.leadBodyName],
    ['发起', `${round.openedAs}　${at(round.openedAt)}`],
    [`${purpose}的文稿`, textLinks(round, comparedWith)],
    ['期限', limitInWords(round)],
    ['依据', ruleInWords(office, round.rule)],
  ];
  if (round.closedAt) {
    const reason = round.endReason ? `：${round.endReason}` : '';
    rows.push(['办结', `${at(round.closedAt)}　${roundStateInWords(round)}${reason}`]);
  }
  return html`<dl class="summary wide">
    ${rows.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}

function textLinks({ caseId, versionNumber }: RoundView, comparedWith: number | null): Html {
  return html`第 ${versionNumber} 稿
  ${
    comparedWith &&
    html`<a href="/cases/${caseId}/changes?from=${comparedWith}&amp;to=${versionNumber}"
      >与第 ${comparedWith} 稿对照（花脸稿）</a
    >`
  }`;
}

export function limitInWords({ limitDays, limitReason, openedAs, requests }: RoundView): string {
  if (limitDays !== null) {
    return `${limitDays} 个工作日，${openedAs}另定${limitReason ? `：${limitReason}` : ''}`;
  }
  const days = [...new Set(requests.filter(({ limitSetBy }) => !limitSetBy).map((one) => one.limitDays))];
  return `${days.join('、')} 个工作日，按规则，自送达各单位起算`;
}
