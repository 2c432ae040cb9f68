import { momentInWords } from '../dates';
import type { StepView } from '../../db/readModels/caseView';
import type { Office } from '../office';
import type { CaseDetails } from '../useCases/viewCase';
import { decisionForm } from './decisionForm';
import type { TypedDecision } from './decisionForm';
import { area, fold } from './fields';
import { holdersInWords } from './caseSummary';
import { html } from './html';
import type { Html } from './html';
import { ruleInWords } from './words';

const LONGEST_REASON = 500;

/** Who has it now, until when, and why. */
export function whereItStands(office: Office, view: CaseDetails, now: Date): Html {
  // Held up, a step whose task has ended still stands open: its holder can do nothing about it.
  const open = view.steps.filter(
    ({ state, taskIsOpen }) => state === 'open' && (taskIsOpen || !view.blocked),
  );
  if (!view.blocked && open.length === 0) {
    if (view.status !== 'in-progress') return html``;
    return html`<p class="where">正在转下一环节，请稍后刷新。</p>`;
  }
  return html`${view.blocked && html`<p class="where held-up">流程受阻，管理员处理中。已提交的意见不受影响，不必重复提交。</p>`}
  ${open.map(
    (step) =>
      html`<div class="where">
        <strong>${step.label}</strong
        >：现在由${holdersInWords(step.holders)}办理，${dueInWords(office, step, now)}
        <p class="basis">${step.reason}　依据：${ruleInWords(office, step.rule)}</p>
      </div>`,
  )}`;
}

/** 2026年11月25日 20:00前办结, with what there is to mark about it. */
export function dueInWords(
  office: Office,
  { dueAt, dueProvisional }: Pick<StepView, 'dueAt' | 'dueProvisional'>,
  now: Date,
): Html {
  const day = momentInWords(dueAt, office.timeZone);
  return html`${day}前办结${dueProvisional ? '（临时期限，待公布年度放假安排）' : ''}${dueAt < now && html` <span class="mark">超时</span>`}`;
}

/** The open step that is this person's, if any. */
export const ownStep = (view: CaseDetails, personId: string): StepView | undefined =>
  view.steps.find(
    ({ taskIsOpen, holders }) => taskIsOpen && holders.some((holder) => holder.personId === personId),
  );

/** What the reader himself has to do here, if anything. */
export function ownWork(
  office: Office,
  view: CaseDetails,
  personId: string,
  typed: { decision: TypedDecision | null; withdrawal: string | null },
): Html {
  const step = ownStep(view, personId);
  return html`${
    view.editable &&
    html`<p class="revise">
      <a class="button second" href="/drafts/${view.id}">修改文稿</a> 改好存稿后，在下面提交本环节的办理意见。
    </p>`
  }
  ${
    step &&
    view.currentVersion &&
    decisionForm(office, {
      caseId: view.id,
      step,
      questions: view.questions.get(step.elementInstanceKey) ?? null,
      versionSha256: view.currentVersion.sha256,
      typed: typed.decision,
      personId,
    })
  }
  ${view.canWithdraw && withdrawalForm(view, typed.withdrawal)}`;
}

/** 撤回: only as long as nobody else has acted. */
function withdrawalForm(view: CaseDetails, typed: string | null): Html {
  const body = html`<form method="post" action="/cases/${view.id}/withdrawal">
    ${area('reason', '撤回理由', typed ?? '', { hint: '必填，记入办理过程', longest: LONGEST_REASON })}
    <div class="buttons"><button class="second">撤回文稿</button></div>
  </form>`;
  return fold('撤回', '尚无人办理，可以撤回修改', typed !== null, body, 'paper');
}
