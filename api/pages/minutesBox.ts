import type { CorrectedDecision } from '../../domain/meetings/correctedMinutes';
import { html } from './html';
import type { Html } from './html';

/** What minutes don't say yet of decisions that were corrected since, with the words to take up. @rule art-40 */
export function minutesBox(left: readonly CorrectedDecision[]): Html {
  if (left.length === 0) return html``;
  return html`<div class="problem" role="alert">
    <strong>纪要与更正后的决定不一致</strong>
    <p>
      下列决定散会后有更正，纪要还没有照着改；改好以前不能送审、签发、印发。正由他人办理的，请退回修改。更正后的话是：
    </p>
    <ul>
      ${left.map(({ title, words }) => html`<li>“${title}”：${words}</li>`)}
    </ul>
  </div>`;
}
