import type { RequestView, RoundView } from '../../db/readModels/countersignView';
import type { WorkingCalendar } from '../../domain/calendar';
import { momentInWords } from '../dates';
import type { Office } from '../office';
import { html } from './html';
import type { Html } from './html';
import { ANSWERS } from '../../domain/countersign/words';
import { ABOUT, answerInTime, outcomeOf, progressOf } from './countersignWords';
import type { Progress } from './countersignWords';
import { ruleInWords } from './words';

/** What the rows need besides the round. */
export interface SheetOf {
  office: Office;
  calendar: WorkingCalendar;
  now: Date;
}

/** The sheet: a row for each body, stage by stage. */
export function sheetTable(sheet: SheetOf, { requests }: Pick<RoundView, 'requests'>): Html {
  const stages = [...new Set(requests.map(({ stage }) => stage))];
  return html`${stages.map((stage) => {
    const asked = requests.filter((request) => request.stage === stage);
    const about = asked[0]?.about ?? 'document';
    return html`${stages.length > 1 && html`<h3>第 ${stage} 次征询：${ABOUT[about]}会签</h3>`}
      <table class="sheet">
        <thead>
          <tr>
            <th>单位</th>
            <th>会签结果</th>
            <th>会签人和时间</th>
            <th>送达和期限</th>
          </tr>
        </thead>
        <tbody>
          ${asked.map((request) => row(sheet, request))}
        </tbody>
      </table>`;
  })}`;
}

function row(sheet: SheetOf, request: RequestView): Html {
  const { words, tone } = outcomeOf(request);
  return html`<tr id="request-${request.id}" class="${tone}">
    <td data-label="单位">
      <strong>${request.bodyName}</strong>${request.isLead && html`<small>主办</small>`}
    </td>
    <td data-label="会签结果">
      <div>
        <span class="outcome ${tone}">${words}</span>
        ${saidBy(sheet, request)} ${lateAnswers(sheet, request)}
      </div>
    </td>
    <td data-label="会签人"><div>${signedBy(sheet, request)}</div></td>
    <td data-label="期限"><div>${times(sheet, request)}</div></td>
  </tr>`;
}

/** What stands behind the outcome: the opinion, or why there is none. */
function saidBy({ office }: SheetOf, request: RequestView): Html {
  const answer = answerInTime(request);
  const { phone, deemed, endReason, addReason } = request;
  return html`${answer && said(answer)}
  ${phone && !answer && phone.opinion && html`<p class="words">${phone.opinion}</p>`}
  ${
    deemed &&
    html`<p class="quiet">
      没有答复，不是同意。期限于${momentInWords(new Date(deemed.expiredAt), office.timeZone)}届满，其间催办
      ${deemed.urgings} 次、同意延期 ${deemed.extensions} 次。依据：${ruleInWords(office, deemed.rule)}
    </p>`
  }
  ${endReason && html`<p class="quiet">理由：${endReason}</p>`}
  ${addReason && html`<p class="quiet">中途增加：${addReason}</p>`}`;
}

function said({ answer, opinion, proposedWording, replyNumber }: RequestView['answers'][number]): Html {
  return html`${opinion && html`<p class="words">${answer === 'disagree' && '理由：'}${opinion}</p>`}
  ${proposedWording && html`<p class="words">建议改为：${proposedWording}</p>`}
  ${replyNumber && html`<p class="quiet">复函：${replyNumber}</p>`}`;
}

function lateAnswers({ office }: SheetOf, { answers }: RequestView): Html[] {
  return answers
    .filter(({ kind }) => kind === 'late')
    .map(
      (late) =>
        html`<div class="after">
          <p class="quiet">
            期满后答复：${ANSWERS[late.answer]}　${late.actor}　${momentInWords(new Date(late.answeredAt), office.timeZone)}（存查，不改变原来的认定）
          </p>
          ${said(late)}
        </div>`,
    );
}

function signedBy({ office }: SheetOf, request: RequestView): Html {
  const answer = answerInTime(request);
  const at = (moment: string): string => momentInWords(new Date(moment), office.timeZone);
  if (answer) {
    const demo = answer.grade === 'demo' && html` <span class="grade">演示级</span>`;
    return html`<p>${answer.actor}${demo}</p>
      <p class="quiet">${at(answer.answeredAt)}</p>`;
  }
  if (request.phone) {
    const { spokenWith, answeredAt, signDueAt } = request.phone;
    return html`<p>${spokenWith}</p>
      <p class="quiet">${at(answeredAt)}来电；应于${at(signDueAt)}前补签</p>`;
  }
  if (request.state === 'open' && request.holders.length > 0) {
    return html`<p class="quiet">现由${request.holders.join('、')}办理</p>`;
  }
  return html`<p class="quiet">—</p>`;
}

function times({ office, calendar, now }: SheetOf, request: RequestView): Html {
  const { servedAt, receivedAt, receipt, deadlineAt } = request;
  const at = (moment: string): string => momentInWords(new Date(moment), office.timeZone);
  const progress = progressOf(request, now, calendar);
  if (!servedAt || !deadlineAt || !progress) {
    return html`<p class="quiet">
      第 ${request.group} 组，尚未送达；期限 ${request.limitDays} 个工作日，自送达起算
    </p>`;
  }
  const signedFor = receivedAt
    ? `${receipt === 'refused' ? '拒签（不影响期限）' : '签收'} ${at(receivedAt)}`
    : '尚未签收';
  return html`<p class="quiet">送达 ${at(servedAt)}</p>
    <p class="quiet">${signedFor}</p>
    <p class="quiet">
      限 ${progress.allowed}
      个工作日，至${at(deadlineAt)}${request.deadlineProvisional && '（临时期限，待公布年度放假安排）'}${ownLimit(request)}
    </p>
    ${bar(request, progress)}`;
}

const ownLimit = ({ limitSetBy, limitReason }: RequestView): string =>
  limitSetBy ? `，${limitSetBy}另定${limitReason ? `：${limitReason}` : ''}` : '';

const FULL = 100;

/** Drawn, not styled: a background wouldn't be printed, and the page's policy allows no style of an element's own. */
function bar(request: RequestView, progress: Progress): Html {
  const { allowed, used } = progress;
  const words = standing(request, progress);
  const width = allowed === 0 ? FULL : Math.round((FULL * used) / allowed);
  return html`<p class="limit">
    <svg
      viewBox="0 0 ${FULL} 8"
      preserveAspectRatio="none"
      role="img"
      aria-label="${`已用 ${used} 个工作日，共 ${allowed} 个`}"
    >
      <rect class="allowed" width="${FULL}" height="8" />
      <rect class="used ${outcomeOf(request).tone}" width="${width}" height="8" />
    </svg>
    <span>${words}</span>
  </p>`;
}

function standing({ closedAt, state }: RequestView, { allowed, used, left, over }: Progress): string {
  if (state === 'deemed') return '期限已满，没有答复';
  if (state === 'by-phone') return '补签期限已满，没有补签';
  if (closedAt) return `用了 ${used} 个工作日（共 ${allowed} 个）`;
  if (left === null) return over > 0 ? `期满已过 ${over} 个工作日` : '期限已满';
  return left === 0 ? '今天到期' : `还有 ${left} 个工作日`;
}
