import type { StepView } from '../../db/readModels/caseView';
import type { Option, StepQuestions } from '../../domain/steps/details';
import type { Office } from '../office';
import { area } from './fields';
import { html } from './html';
import type { Html } from './html';

/** What stood in the form when it was refused. */
export interface TypedDecision {
  decision: string;
  opinion: string;
  reviewer: string;
  signatory: string;
  named: string;
  postId: string;
  confirmations: string[];
  excepted: string[];
}

const LONGEST_OPINION = 2000;

type Choice = Office['vocabulary']['decisions'][number];

/** The form by which the holder of an open step decides; what he saw goes with it. */
export function decisionForm(
  { vocabulary }: Office,
  input: {
    caseId: string;
    step: StepView;
    /** Null where the step asks for nothing but its decision. */
    questions: StepQuestions | null;
    versionSha256: string;
    typed: TypedDecision | null;
    /** Whose form it is. */
    personId: string;
  },
): Html {
  const { step, typed, questions } = input;
  const choices = vocabulary.decisions.filter(({ id }) => step.decisions.includes(id));
  const chosen = typed?.decision ?? (choices.length === 1 ? choices[0]?.id : undefined);
  const withReasons = choices.filter(({ needsReasons }) => needsReasons);
  const hint = withReasons.length > 0 ? `选${quoted(withReasons)}的须写明理由` : '可不填';
  return html`<form class="decide" method="post" action="/cases/${input.caseId}/decision">
    <h2>${step.act}</h2>
    <input type="hidden" name="userTaskKey" value="${step.userTaskKey}" />
    <input type="hidden" name="versionSha256" value="${input.versionSha256}" />
    <fieldset class="choices">
      <legend>办理意见</legend>
      ${choices.map((choice) => radio(choice, choice.id === chosen))}
    </fieldset>
    ${capacities(step, input.personId, typed)} ${questions && asked(questions, choices, typed)}
    ${area('opinion', '意见', typed?.opinion ?? '', { hint, rows: 4, longest: LONGEST_OPINION })}
    <div class="buttons"><button>提交</button></div>
  </form>`;
}

/** Its classes let the style sheet show only the questions that go with it. */
const radio = ({ id, label, agrees, names, excepts }: Choice, isChosen: boolean): Html =>
  html`<label
    ><input
      type="radio"
      class="${agrees ? 'agrees' : ''} ${names ? 'names' : ''} ${excepts ? 'excepts' : ''}"
      name="decision"
      value="${id}"
      required${isChosen ? html` checked` : ''}
    />${label}</label
  >`;

/** In which post he acts, where the step is his in several; each acts for itself. */
function capacities({ holders }: StepView, personId: string, typed: TypedDecision | null): Html {
  const own = holders.filter((holder) => holder.personId === personId);
  if (own.length < 2) return html``;
  const offered = own.map((one) => ({
    value: one.postId,
    label: `${one.postLabel}${one.onBehalfOf ? `（受${one.onBehalfOf}委托）` : ''}`,
  }));
  return pick('postId', '以哪个职务办理', offered, typed?.postId, '须选定', '');
}

/** What a step asks besides its decision, each with the decisions that need it. */
function asked(questions: StepQuestions, choices: readonly Choice[], typed: TypedDecision | null): Html {
  const agreeing = quoted(choices.filter(({ agrees }) => agrees));
  const naming = quoted(choices.filter(({ names }) => names));
  return html`${pick('named', '送哪位领导', questions.named, typed?.named, `选${naming}的须选定`, 'for-naming')}
  ${pick('reviewer', '送哪位审核', questions.reviewers, typed?.reviewer, `选${agreeing}的须选定`, 'for-agreeing')}
  ${pick('signatory', '送哪位签发', questions.signatories, typed?.signatory, `选${agreeing}的须选定`, 'for-agreeing')}
  ${confirmations(questions.statements, typed?.confirmations ?? [], agreeing)}
  ${exceptions(questions.listed, typed?.excepted ?? [], quoted(choices.filter(({ excepts }) => excepts)))}`;
}

function pick(
  name: string,
  label: string,
  offered: readonly Option[],
  chosen: string | undefined,
  hint: string,
  className: string,
): Html {
  if (offered.length === 0) return html``;
  return html`<label class="${className}"
    >${label}<small>${hint}</small
    ><select name="${name}">
      <option value="">请选择</option>
      ${offered.map(
        (one) =>
          html`<option value="${one.value}" ${one.value === chosen ? html` selected` : ''}>
            ${one.label}
          </option>`,
      )}
    </select></label
  >`;
}

/** What the gates leave to judgement: affirmed one by one, or the draft goes back (art 49). */
function confirmations(statements: readonly Option[], confirmed: readonly string[], agreeing: string): Html {
  if (statements.length === 0) return html``;
  return html`<fieldset class="confirm for-agreeing">
    <legend>逐条核对</legend>
    <p class="quiet">选${agreeing}的须逐条勾选；不属实的不能勾选，请退回并写明理由。</p>
    ${statements.map(
      ({ value, label }) =>
        html`<label
          ><input
            type="checkbox"
            name="confirmations"
            value="${value}"
            ${confirmed.includes(value) ? html` checked` : ''}
          /><span>${label}</span></label
        >`,
    )}
  </fieldset>`;
}

/** A list that is decided on as one: whom the decision does not cover. */
function exceptions(listed: readonly Option[], chosen: readonly string[], excepting: string): Html {
  if (listed.length === 0) return html``;
  return html`<fieldset class="confirm for-excepting">
    <legend>除外的是哪几位</legend>
    <p class="quiet">只在选${excepting}时勾选。</p>
    ${listed.map(
      ({ value, label }) =>
        html`<label
          ><input
            type="checkbox"
            name="excepted"
            value="${value}"
            ${chosen.includes(value) ? html` checked` : ''}
          /><span>${label}</span></label
        >`,
    )}
  </fieldset>`;
}

const quoted = (choices: readonly Choice[]): string => choices.map(({ label }) => `“${label}”`).join('');
