import type { Account } from '../../db/accounts';
import type { Dependencies } from '../dependencies';
import type { Labelled, Office } from '../office';
import type { Problem } from '../problems';
import type { HeldPost } from '../useCases/capacities';
import { acceptedExtensions } from '../useCases/attachmentTypes';
import type { DraftView } from '../useCases/drafts';
import { CHECKED } from './draftForm';
import type { DraftFields } from './draftForm';
import { html } from './html';
import type { Html } from './html';
import { layout, noticeBox, problemBox } from './layout';
import { sizeInWords } from './words';

export interface DraftPage {
  account: Account;
  posts: HeldPost[];
  fields: DraftFields;
  /** Null before the first save. */
  draft: DraftView | null;
  problem: Problem | null;
  notice: string | null;
}

/** The form in which a document is drafted, and revised after it came back. */
export function draftPage({ office, tasklistUrl }: Dependencies, view: DraftPage): Html {
  const { account, draft, fields } = view;
  const isReturned = draft !== null && draft.status !== 'draft';
  const title = isReturned ? '修改文稿' : '拟稿';
  const body = html` <div class="heading">
      <h1>${title}</h1>
      ${draft && html`<a href="/cases/${draft.id}/document.pdf">版式预览（PDF）</a>`}
    </div>
    ${problemBox(office, view.problem)} ${noticeBox(view.notice)}
    <form
      class="draft"
      method="post"
      enctype="multipart/form-data"
      action="${draft ? `/drafts/${draft.id}` : '/drafts/new'}"
    >
      <input type="hidden" name="revision" value="${fields.revision}" />
      ${factFields(office, view, isReturned)} ${textFields(fields)} ${attachmentFields(draft)}
      <div class="buttons">
        <button name="action" value="save" class="second">存稿</button>
        ${
          isReturned
            ? html`<a href="/cases/${draft.id}">存稿后到办件页面重新报送</a>`
            : html`<button name="action" value="submit">送审</button>`
        }
      </div>
    </form>`;
  return layout({ office, title, account, tasklistUrl, body });
}

function factFields(office: Office, { fields, posts, draft }: DraftPage, areFixed: boolean): Html {
  const { vocabulary } = office;
  const series = office.series.map(({ id, mark, label }) => ({ id, label: `${mark}（${label}）` }));
  const choice = (name: keyof DraftFields, label: string, entries: readonly Labelled[]) =>
    select(name, label, entries, fields[name], areFixed);
  return html`<fieldset class="facts">
    <legend>发文要素${areFixed ? html`<small>送审后不能改</small>` : ''}</legend>
    ${
      !draft && posts.length > 1
        ? select(
            'postId',
            '拟稿职务',
            posts.map((post) => ({ id: post.postId, label: post.postLabel })),
            fields.postId,
          )
        : ''
    }
    ${choice('kind', '文种', vocabulary.kinds)} ${choice('series', '发文字', series)}
    ${choice('issuingName', '发文名义', vocabulary.issuingNames)}
    ${choice('direction', '行文方向', vocabulary.directions)}
    ${choice('importance', '重要程度', vocabulary.importances)}
    ${choice('urgency', '紧急程度', vocabulary.urgencies)}
    ${
      areFixed
        ? html`<p>
            规范性文件：${fields.normative === CHECKED ? '是' : '否'}<input
              type="hidden"
              name="normative"
              value="${fields.normative}"
            />
          </p>`
        : html`<label class="check"
            ><input
              type="checkbox"
              name="normative"
              value="${CHECKED}"
              ${fields.normative === CHECKED ? html` checked` : ''}
            />规范性文件</label
          >`
    }
  </fieldset>`;
}

function select(
  name: string,
  label: string,
  entries: readonly Labelled[],
  chosen: string,
  isFixed = false,
): Html {
  if (isFixed) {
    const text = entries.find(({ id }) => id === chosen)?.label ?? chosen;
    return html`<label
      >${label}<input type="hidden" name="${name}" value="${chosen}" /><span class="fixed"
        >${text}</span
      ></label
    >`;
  }
  return html`<label
    >${label}<select name="${name}" required>
      <option value="">请选择</option>
      ${entries.map(
        (entry) =>
          html`<option value="${entry.id}" ${entry.id === chosen ? html` selected` : ''}>
            ${entry.label}
          </option>`,
      )}
    </select></label
  >`;
}

function textFields(fields: DraftFields): Html {
  // Browsers drop a line feed right after <textarea>: without ours a text that begins with one would lose it.
  return html`<fieldset>
    <legend>文稿</legend>
    <label>标题<input name="title" value="${fields.title}" maxlength="200" required /></label>
    <label
      >主送机关<small>一行一个；公告、通告等不写</small
      ><textarea name="addressees" rows="2">${`\n${fields.addressees}`}</textarea>
    </label>
    <label
      >正文<small>一行一段。行首写“一、”“（一）”“1.”“（1）”即为一至四级标题</small
      ><textarea name="body" rows="18" class="text">${`\n${fields.body}`}</textarea>
    </label>
    <label
      >抄送机关<small>一行一个</small><textarea name="copyTo" rows="2">${`\n${fields.copyTo}`}</textarea>
    </label>
  </fieldset>`;
}

function attachmentFields(draft: DraftView | null): Html {
  const attachments = draft?.attachments ?? [];
  return html`<fieldset>
    <legend>附件</legend>
    ${
      attachments.length > 0 &&
      html`<ol class="attachments">
        ${attachments.map(
          (file) =>
            html`<li>
              <a href="/api/v1/attachments/${file.id}">${file.title}</a>
              <span class="quiet">${file.fileName}　${sizeInWords(file.size)}</span>
              <button name="action" value="withdraw:${file.id}" class="plain">撤下</button>
            </li>`,
        )}
      </ol>`
    }
    <label
      >添加附件<small>可选多个，每个不超过 20 MB，存稿时上传</small
      ><input type="file" name="file" multiple accept="${acceptedExtensions}"
    /></label>
  </fieldset>`;
}
