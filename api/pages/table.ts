import { html } from './html';
import type { Html } from './html';

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
