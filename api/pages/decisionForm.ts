import type { StepView } from '../../db/readModels/caseView';
import type { Office } from '../office';
import { html } from './html';
import type { Html } from './html';

/** The form by which the holder of an open step decides; what he saw goes with it. */
export function decisionForm(
  { vocabulary }: Office,
  input: {
    caseId: string;
    step: StepView;
    versionSha256: string;
    typed: { decision: string; opinion: string } | null;
  },
): Html {
  const { step, typed } = input;
  const choices = vocabulary.decisions.filter(({ id }) => step.decisions.includes(id));
  const chosen = typed?.decision ?? (choices.length === 1 ? choices[0]?.id : undefined);
  const withReasons = choices.filter(({ needsReasons }) => needsReasons).map(({ label }) => `“${label}”`);
  return html`<form class="decide" method="post" action="/cases/${input.caseId}/decision">
    <h2>${step.act}</h2>
    <input type="hidden" name="userTaskKey" value="${step.userTaskKey}" />
    <input type="hidden" name="versionSha256" value="${input.versionSha256}" />
    <fieldset class="choices">
      <legend>办理意见</legend>
      ${choices.map(
        ({ id, label }) =>
          html`<label
            ><input
              type="radio"
              name="decision"
              value="${id}"
              required${id === chosen ? html` checked` : ''}
            />${label}</label
          >`,
      )}
    </fieldset>
    <label
      >意见${withReasons.length > 0 ? html`<small>${withReasons.join('、')}须写明理由</small>` : ''}<textarea
        name="opinion"
        rows="4"
        maxlength="2000"
      >
${`\n${typed?.opinion ?? ''}`}</textarea>
    </label>
    <div class="buttons"><button>提交</button></div>
  </form>`;
}
