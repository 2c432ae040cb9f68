import type { RequestView, RoundView } from '../../db/readModels/countersignView';
import type { Body } from '../../domain/people/types';
import type { CountersignRoles } from '../useCases/countersign/roles';
import { ANSWERS } from '../../domain/countersign/words';
import { ADOPTIONS } from './countersignWords';
import { area, fold, select } from './fields';
import { html } from './html';
import type { Html } from './html';

const LONGEST_REASON = 500;
const LONGEST_OPINION = 2000;

/** What stood in a form that was refused. */
export interface TypedAct {
  /** The form's address. */
  action: string;
  fields: Record<string, string>;
}

/** What the reader may do about a round, as forms; nothing where there is nothing. */
export interface Acts {
  round: RoundView;
  roles: CountersignRoles;
  bodies: readonly Body[];
  typed: TypedAct | null;
}

/** 主办部门办理. @rule art-45 */
export function leadActs(acts: Acts): Html {
  const { round, roles } = acts;
  if (!roles.isLead) return html``;
  const open = round.requests.filter(({ state }) => state === 'open' || state === 'waiting');
  const undecided = round.comments.filter(({ adoption }) => adoption === null);
  return html`<section class="acts">
    <h2>主办部门办理</h2>
    ${open.flatMap((request) => (request.extensions.some(({ state }) => state === 'asked') ? [extensionDecision(acts, request)] : []))}
    ${undecided.map((comment) => adoption(acts, comment))}
    ${
      open.some(({ state }) => state === 'open') &&
      html`<form method="post" action="/countersigns/${round.id}/urgings">
        <div class="buttons">
          <button class="second">催办尚未答复的单位</button>
        </div>
      </form>`
    }
    ${addition(acts)} ${open.map((request) => phone(acts, request))}
    ${open.map((request) => drop(acts, request))}
  </section>`;
}

/** 本单位办理. @rule art-45 */
export function ownActs(acts: Acts): Html {
  const { round, roles } = acts;
  const mine = round.requests.filter(({ id }) => roles.mayExtend.has(id) || roles.mayAnswerLate.has(id));
  if (mine.length === 0) return html``;
  return html`<section class="acts">
    <h2>本单位办理</h2>
    ${mine.map((request) => (roles.mayExtend.has(request.id) ? extension(acts, request) : lateAnswer(acts, request)))}
  </section>`;
}

/** A folded form; open, with what was typed, where it was refused. */
function folded(
  { typed }: Acts,
  action: string,
  words: { summary: string; hint?: string; button: string },
  fields: (value: (name: string) => string) => Html,
): Html {
  const kept = typed?.action === action ? typed.fields : null;
  const body = html`<form method="post" action="${action}">
    ${fields((name) => kept?.[name] ?? '')}
    <div class="buttons"><button class="second">${words.button}</button></div>
  </form>`;
  return fold(words.summary, words.hint ?? '', kept !== null, body, 'paper');
}

const answers = Object.entries(ANSWERS).map(([id, label]) => ({ id, label }));

/** A limit of the lead department's own; empty for the rule's. */
export const limitFields = (value: (name: string) => string): Html =>
  html`<div class="facts">
    <label
      >另定期限（工作日）<small>不填的按规则</small
      ><input name="limitDays" type="number" min="1" max="250" value="${value('limitDays')}"
    /></label>
    <label
      >另定期限的理由<small>少于下限的必填</small
      ><input name="limitReason" maxlength="${LONGEST_REASON}" value="${value('limitReason')}"
    /></label>
  </div>`;

function addition(acts: Acts): Html {
  const asked = acts.round.requests.map(({ bodyId }) => bodyId);
  const offered = acts.bodies
    .filter(({ id }) => !asked.includes(id))
    .map(({ id, shortName }) => ({ id, label: shortName }));
  const words = { summary: '增加会签单位', hint: '期限自送达该单位起算', button: '增加' };
  return folded(
    acts,
    `/countersigns/${acts.round.id}/departments`,
    words,
    (value) =>
      html`${select('bodyId', '单位', offered, value('bodyId'))} ${reason(value)} ${limitFields(value)}`,
  );
}

function drop(acts: Acts, { id, bodyName }: RequestView): Html {
  const words = { summary: `取消${bodyName}会签`, button: '取消会签' };
  return folded(acts, `/countersign-requests/${id}/drop`, words, reason);
}

function phone(acts: Acts, { id, bodyName, phone: recorded, state }: RequestView): Html {
  if (recorded || state !== 'open') return html``;
  const words = { summary: `登记${bodyName}的电话答复`, hint: '急件用，须按期补签', button: '登记' };
  return folded(
    acts,
    `/countersign-requests/${id}/phone-answer`,
    words,
    (value) =>
      html`${select('answer', '答复', answers, value('answer'))}
        <label
          >与谁通话<small>职务、姓名</small
          ><input name="spokenWith" maxlength="100" required value="${value('spokenWith')}"
        /></label>
        <label
          >通话时间<input name="answeredAt" type="datetime-local" required value="${value('answeredAt')}"
        /></label>
        ${area('opinion', '意见', value('opinion'), { hint: '可不填', longest: LONGEST_OPINION })}`,
  );
}

function extensionDecision(acts: Acts, { id, bodyName, extensions }: RequestView): Html {
  const asked = extensions.find(({ state }) => state === 'asked');
  const hint = asked ? `要求延期至${asked.wantedUntil}：${asked.reason}` : '';
  const words = { summary: `答复${bodyName}的延期请求`, hint, button: '答复' };
  const choices = [
    { id: 'yes', label: '同意' },
    { id: 'no', label: '不同意' },
  ];
  return folded(
    acts,
    `/countersign-requests/${id}/extension-decision`,
    words,
    (value) =>
      html`${select('agreed', '是否同意', choices, value('agreed'))}
        <label
          >延至<small>同意的必填，须是工作日</small
          ><input name="until" type="date" value="${value('until') || (asked?.wantedUntil ?? '')}"
        /></label>
        <label
          >商定的方式<small>同意的必填，如电话商定</small
          ><input name="manner" maxlength="200" value="${value('manner')}"
        /></label>
        ${area('reason', '理由', value('reason'), { hint: '不同意的必填', longest: LONGEST_REASON })}`,
  );
}

function adoption(acts: Acts, { id, number, bodyName, text }: RoundView['comments'][number]): Html {
  const words = { summary: `登记第 ${number} 条意见的采纳情况`, hint: bodyName, button: '登记' };
  const choices = Object.entries(ADOPTIONS).map(([key, label]) => ({ id: key, label }));
  return folded(
    acts,
    `/countersign-comments/${id}/adoption`,
    words,
    (value) =>
      html`<p class="words">${text}</p>
        ${select('adoption', '采纳情况', choices, value('adoption'))}
        ${area('reasons', '理由', value('reasons'), { hint: '部分采纳、未采纳的必填；登记后不能再改', longest: LONGEST_OPINION })}`,
  );
}

function extension(acts: Acts, { id, bodyName }: RequestView): Html {
  const words = { summary: `${bodyName}提出延期`, hint: '期满之前提出，由主办部门答复', button: '提出延期' };
  return folded(
    acts,
    `/countersign-requests/${id}/extensions`,
    words,
    (value) =>
      html`<label
          >延期至<input name="wantedUntil" type="date" required value="${value('wantedUntil')}"
        /></label>
        ${reason(value)}`,
  );
}

function lateAnswer(acts: Acts, { id, bodyName }: RequestView): Html {
  const words = {
    summary: `${bodyName}期满后答复`,
    hint: '照存并告知主办部门，不改变原来的认定',
    button: '提交答复',
  };
  return folded(
    acts,
    `/countersign-requests/${id}/late-answers`,
    words,
    (value) =>
      html`${select('answer', '答复', answers, value('answer'))}
        ${area('opinion', '意见或者理由', value('opinion'), { hint: '同意的可不填', longest: LONGEST_OPINION })}
        ${area('proposedWording', '建议改为', value('proposedWording'), { hint: '可不填', longest: LONGEST_OPINION })}
        <label
          >复函文号<small>可不填</small
          ><input name="replyNumber" maxlength="100" value="${value('replyNumber')}"
        /></label>`,
  );
}

const reason = (value: (name: string) => string): Html =>
  area('reason', '理由', value('reason'), { hint: '必填，记入办理过程', longest: LONGEST_REASON });
