import type { Office } from '../office';
import type { Problem } from '../problems';
import { html } from './html';
import type { Html } from './html';
import { layout, problemBox } from './layout';

/** A refusal that is all there is to show. */
export function problemPage(office: Office, problem: Problem): Html {
  const body = html`<section class="narrow">
    ${problemBox(office, problem)}
    <p><a href="/">返回待办</a></p>
  </section>`;
  return layout({ office, title: problem.details.title, account: null, body });
}
