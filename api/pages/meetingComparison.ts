import type { Account } from '../../db/accounts';
import type { Meeting } from '../../db/meetings/meetings';
import type { Dependencies } from '../dependencies';
import { html } from './html';
import type { Html } from './html';
import { layout } from './layout';

/** Two versions of an agenda, in words. @rule art-38 */
export function comparisonPage(
  { office, tasklistUrl }: Dependencies,
  account: Account,
  meeting: Meeting,
  { from, to, changes }: { from: number; to: number; changes: string[] },
): Html {
  const title = `议程第${from}版与第${to}版`;
  const body = html` <div class="heading">
      <h1>${title}<small>${meeting.title}</small></h1>
      <a href="/meetings/${meeting.caseId}">返回</a>
    </div>
    ${
      changes.length === 0
        ? html`<p class="none">两版没有不同。</p>`
        : html`<ul class="plain-list">
            ${changes.map((words) => html`<li>${words}</li>`)}
          </ul>`
    }`;
  return layout({ office, title, account, tasklistUrl, body });
}
