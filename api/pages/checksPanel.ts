import type { GateFinding, RoutePreview } from '../../domain/routing';
import type { Office } from '../office';
import type { DraftChecks } from '../useCases/previewRoute';
import { findingList } from './findings';
import { html } from './html';
import type { Html } from './html';
import { ruleInWords } from './words';

const READY = '可以送审';

/** Findings for which a draft can't be handed in as it stands. */
export const refusalsOf = ({ gates }: DraftChecks): GateFinding[] =>
  gates.filter(({ outcome }) => outcome === 'refuse');

/** Whether the draft could be handed in as it was saved, in a few words. */
export function verdictInWords(checks: DraftChecks): string {
  const refusals = refusalsOf(checks).length;
  if (checks.outcome === 'refuse') return '不能按现在的发文要素送审';
  if (refusals > 0) return `还有 ${refusals} 项须先办理`;
  return checks.obstacles.length > 0 ? '目前无人可办' : READY;
}

/**
 * 报送前检查, as the draft was last saved: the route, what must be done before, what the Office will have to confirm.
 *
 * @rule art-47 art-49
 */
export function checksPanel(office: Office, checks: DraftChecks | null): Html {
  if (!checks) return html``;
  const refusals = refusalsOf(checks);
  const verdict = verdictInWords(checks);
  const asked = checks.gates.filter(({ outcome }) => outcome === 'ask');
  return html`<section class="panel" id="checks">
    <h2>报送前检查<small>按最近一次存稿的内容</small></h2>
    ${route(office, checks)}
    ${
      refusals.length > 0 &&
      html`<h3 class="late">须先办理<small>${refusals.length} 项，办好前不能送审</small></h3>
        ${findingList(office, refusals)}`
    }
    ${
      asked.length > 0 &&
      html`<h3>核稿人将逐条确认<small>${asked.length} 项，不属实的会退回，请先自行核对</small></h3>
        <ul class="asked">
          ${asked.map(
            ({ label, words, rule }) =>
              html`<li>
                <strong>${label}</strong>　${words.replace(/^经核对，/, '')}
                <span class="basis">依据：${ruleInWords(office, rule)}</span>
              </li>`,
          )}
        </ul>`
    }
    <p class="${verdict === READY ? 'ready' : 'late'}">检查结果：${verdict}。</p>
  </section>`;
}

function route(office: Office, checks: DraftChecks): Html {
  const { outcome, act, reviewers, signatories, rule, obstacles } = checks;
  const basis = html`<p class="basis">依据：${ruleInWords(office, rule)}</p>`;
  if (outcome === 'refuse') {
    return html`<h3 class="late">不能按现在的发文要素送审</h3>
      <p>${rule.words.replace(/。$/, '')}。请核对文种、发文名义和行文方向。</p>
      ${basis}`;
  }
  return html`<dl class="route">
      ${reviewers.length > 0 && stage('审核', reviewers)} ${stage(act, signatories)}
    </dl>
    ${obstacles.length > 0 && html`<p class="late">${obstacles.join('；')}。请由办公室补任职或分工后再送审。</p>`}
    ${basis}`;
}

function stage(act: string, resolutions: RoutePreview['reviewers']): Html {
  const persons = new Map(
    resolutions
      .flatMap(({ capacities }) => capacities)
      .map((one) => [one.personId, `${one.postLabel}${one.personName}`]),
  );
  const isChoice = persons.size > 1;
  return html`<div>
    <dt>${act}</dt>
    <dd>
      ${persons.size === 0 ? '无人任职' : [...persons.values()].join('、')}${isChoice && html`<span class="quiet">（由核稿人选定其中一位）</span>`}
    </dd>
  </div>`;
}
