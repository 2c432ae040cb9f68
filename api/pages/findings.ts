import type { Office } from '../office';
import type { RefusedGate } from '../problems';
import { html } from './html';
import type { Html } from './html';
import { ruleInWords } from './words';

/** Each refusal with its article; where a reason can carry it past, that is said. */
export function findingList(office: Office, findings: readonly RefusedGate[]): Html {
  return html`<ul class="refusals">
    ${findings.map(
      ({ label, words, overridable, rule }) =>
        html`<li>
          <strong>${label}</strong
          >　${words}${overridable ? html`<br />例外理由写在“报送依据”的“例外理由”栏，由核稿人核定。` : ''}
          <p class="basis">依据：${ruleInWords(office, rule)}</p>
        </li>`,
    )}
  </ul>`;
}
