import { html } from './html';
import type { Html } from './html';

/** What is recorded of something, name by name. */
export const factList = (rows: readonly (readonly [string, Html | string])[], className = 'grounds'): Html =>
  html`<dl class="${className}">
    ${rows.map(
      ([label, words]) =>
        html`<div>
          <dt>${label}</dt>
          <dd>${words}</dd>
        </div>`,
    )}
  </dl>`;

/** A table that becomes a card per row on a phone: each cell carries its head. */
export function table(heads: string[], rows: (string | Html)[][]): Html {
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          ${heads.map((head) => html`<th>${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (cells) =>
            html`<tr>
              ${cells.map((cell, column) => html`<td data-label="${heads[column] ?? ''}">${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
