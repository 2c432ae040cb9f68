import type { Labelled } from '../office';
import { html } from './html';
import type { Html } from './html';

/** A list to choose one from; nothing is chosen beforehand. */
export function select(name: string, label: string, entries: readonly Labelled[], chosen: string): Html {
  return html`<label
    >${label}<select name="${name}" required>
      <option value="">请选择</option>
      ${options(entries, chosen)}
    </select></label
  >`;
}

export const options = (entries: readonly Labelled[], chosen: string): Html[] =>
  entries.map(
    ({ id, label }) => html`<option value="${id}" ${id === chosen ? html` selected` : ''}>${label}</option>`,
  );

/** What can no longer be changed; it is sent along all the same. */
export const fixed = (name: string, label: string, value: string, text: string): Html =>
  html`<label
    >${label}<input type="hidden" name="${name}" value="${value}" /><span class="fixed">${text}</span></label
  >`;

const LONGEST_REASON = 500;

/** A text area. Browsers drop the line feed right after the tag: without it a text that begins with one would lose its own. */
export function area(
  name: string,
  label: string,
  value: string,
  { hint = '', rows = 2, longest = 0, className = '' } = {},
): Html {
  const limit = longest > 0 ? html` maxlength="${longest}"` : '';
  return html`<label
    >${label}${hint && html`<small>${hint}</small>`}<textarea
      name="${name}"
      rows="${rows}"
      ${limit}
      ${className && html`class="${className}"`}
    >
${value}</textarea>
  </label>`;
}

/** Folded away until it is wanted. */
export const fold = (summary: string, hint: string, isOpen: boolean, body: Html, className = ''): Html =>
  html`<details class="fold ${className}" ${isOpen ? html`open` : ''}>
    <summary>${summary}<small>${hint}</small></summary>
    ${body}
  </details>`;

/** An act that takes nothing but its reason, folded away until it is wanted. */
export function reasonFold(
  action: string,
  summary: string,
  {
    aside,
    button,
    label = '理由',
    hint = '必填',
    kept = null,
  }: { aside: string; button: string; label?: string; hint?: string; kept?: string | null },
): Html {
  const form = html`<form method="post" action="${action}">
    ${area('reason', label, kept ?? '', { hint, longest: LONGEST_REASON })}
    <div class="buttons"><button class="second">${button}</button></div>
  </form>`;
  return fold(summary, aside, kept !== null, form, 'paper');
}
