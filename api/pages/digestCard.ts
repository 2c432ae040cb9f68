import type { DigestView } from '../../db/countersign/digests';
import { momentInWords } from '../dates';
import type { Dependencies } from '../dependencies';
import { fold } from './fields';
import { html } from './html';
import type { Html } from './html';

const WEEK_MILLISECONDS = 7 * 24 * 3_600_000;

/** 每周会签提醒单 of the last seven days, for those who get no mail and those who didn't read it. */
export function digestCard(
  { office, publicUrl }: Pick<Dependencies, 'office' | 'publicUrl'>,
  digest: DigestView | undefined,
  now: Date,
): Html {
  if (!digest || now.getTime() - digest.madeAt.getTime() >= WEEK_MILLISECONDS) return html``;
  const made = `${momentInWords(digest.madeAt, office.timeZone)}${digest.sentTo ? `，已寄${digest.sentTo}` : ''}`;
  const lines = digest.text.split('\n').map((line) => html`${lineOf(line, publicUrl)}<br />`);
  const body = html`<p>${lines}</p>`;
  return fold(digest.subject, made, false, body, 'paper');
}

/** The links are to our own pages: in the page they stand as such. */
function lineOf(line: string, publicUrl: string): Html | string {
  const address = line.trim();
  if (!address.startsWith(publicUrl)) return line;
  return html`<a href="${new URL(address).pathname}">查看会签单</a>`;
}
