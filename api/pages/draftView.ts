import type { Account } from '../../db/accounts';
import type { CorrectedDecision } from '../../domain/meetings/correctedMinutes';
import type { Dependencies } from '../dependencies';
import type { Problem } from '../problems';
import type { HeldPost } from '../useCases/capacities';
import type { DraftView } from '../useCases/drafts';
import type { DraftChecks } from '../useCases/previewRoute';
import { checksPanel, refusalsOf, verdictInWords } from './checksPanel';
import { attachmentFields, concernedFields, factFields, groundFields, textFields } from './draftFields';
import type { DraftFields } from './draftForm';
import { html } from './html';
import type { Html } from './html';
import { layout, noticeBox, problemBox } from './layout';
import { minutesBox } from './minutesBox';

export interface DraftPage {
  account: Account;
  posts: HeldPost[];
  fields: DraftFields;
  /** Null before the first save. */
  draft: DraftView | null;
  /** Null before the first save and after submission. */
  checks: DraftChecks | null;
  /** Of minutes: corrections of decisions that the stored text doesn't carry. */
  notCarried: CorrectedDecision[];
  problem: Problem | null;
  notice: string | null;
}

/** The form in which a document is drafted, and revised after it came back. */
export function draftPage({ office, tasklistUrl }: Dependencies, view: DraftPage): Html {
  const { account, draft, fields, checks } = view;
  const isReturned = draft !== null && draft.status !== 'draft';
  const title = isReturned ? '修改文稿' : '拟稿';
  const isDemanded = checks !== null && refusalsOf(checks).length > 0;
  const body = html` <div class="heading">
      <h1>${title}</h1>
      ${draft && html`<a href="/cases/${draft.id}/document.pdf">版式预览（PDF）</a>`}
    </div>
    ${problemBox(office, view.problem)} ${noticeBox(savedInWords(view))} ${minutesBox(view.notCarried)}
    <form
      class="draft"
      method="post"
      enctype="multipart/form-data"
      action="${draft ? `/drafts/${draft.id}` : '/drafts/new'}"
    >
      <input type="hidden" name="revision" value="${fields.revision}" />
      ${factFields(office, fields, { posts: draft ? [] : view.posts, areFixed: isReturned })}
      ${textFields(fields)} ${concernedFields(office, fields)} ${attachmentFields(draft)}
      ${groundFields(office, fields, isDemanded)} ${checksPanel(office, checks)}
      <div class="buttons">
        <button name="action" value="save" class="second">${isReturned ? '存稿' : '存稿并检查'}</button>
        ${
          isReturned
            ? html`<a href="/cases/${draft.id}">存稿后到办件页面办结本环节</a>`
            : html`<button name="action" value="submit">送审</button>`
        }
      </div>
    </form>`;
  return layout({ office, title, account, tasklistUrl, body });
}

/** The panel stands far below on a long draft: what it says in short is said at the top too. */
function savedInWords({ notice, checks }: DraftPage): Html | string | null {
  if (!notice || !checks) return notice;
  return html`${notice}报送前检查：${verdictInWords(checks)}，<a href="#checks">查看检查结果</a>。`;
}
