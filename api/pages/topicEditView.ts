import type { Account } from '../../db/accounts';
import type { Dependencies } from '../dependencies';
import type { Labelled, Office } from '../office';
import type { Problem } from '../problems';
import type { HeldPost } from '../useCases/capacities';
import type { TopicView } from '../useCases/topics/viewTopic';
import { findingList } from './findings';
import { html } from './html';
import type { Html } from './html';
import { layout, noticeBox, problemBox } from './layout';
import { materialFields, topicFields } from './topicFields';
import type { TopicFormFields } from './topicForm';
import { ruleInWords } from './words';

export interface TopicEditPage {
  account: Account;
  /** Null before the first save. */
  topic: TopicView | null;
  posts: HeldPost[];
  reporters: Labelled[];
  fields: TopicFormFields;
  problem: Problem | null;
  notice: string | null;
}

/** The form in which a topic is prepared, and revised after it came back. */
export function topicEditView({ office, tasklistUrl }: Dependencies, view: TopicEditPage): Html {
  const { account, topic, fields } = view;
  const isReturned = topic !== null && topic.status !== 'draft';
  const title = isReturned ? '修改议题' : '提出议题';
  const body = html`<div class="heading">
      <h1>${title}</h1>
      ${topic && html`<a href="/topics/${topic.id}">议题页</a>`}
    </div>
    ${problemBox(office, view.problem)} ${noticeBox(view.notice)}
    <form
      class="draft"
      method="post"
      enctype="multipart/form-data"
      action="${topic ? `/topics/${topic.id}/edit` : '/topics/new'}"
    >
      <input type="hidden" name="revision" value="${fields.revision}" />
      ${topicFields(office, fields, view)}
      ${topic ? materialFields(office, topic) : html`<p class="quiet">存一次以后上传会议材料。</p>`}
      ${checks(office, topic)}
      <div class="buttons">
        <button name="action" value="save" class="second">存并检查</button>
        ${
          isReturned
            ? html`<a href="/topics/${topic.id}">存好后到议题页办结本环节</a>`
            : topic && html`<button name="action" value="submit">报送</button>`
        }
      </div>
    </form>`;
  return layout({ office, title, account, tasklistUrl, body });
}

/** What must be done before it is handed in, and what the Office will affirm. @rule art-20 art-38 */
export function checks(office: Office, topic: TopicView | null): Html {
  if (!topic || topic.findings.length === 0) return html``;
  const refused = topic.findings.filter(({ outcome }) => outcome === 'refuse');
  const asked = topic.findings.filter(({ outcome }) => outcome === 'ask');
  return html`<section class="panel" id="checks">
    <h2>核对<small>按最近一次存的内容</small></h2>
    ${
      refused.length > 0 &&
      html`<h3 class="late">须先办理<small>${refused.length} 项，办好前不能报送</small></h3>
        ${findingList(office, refused)}`
    }
    ${
      asked.length > 0 &&
      html`<h3>办公室将逐条核对<small>${asked.length} 项</small></h3>
        <ul class="asked">
          ${asked.map(
            ({ label, words, rule }) =>
              html`<li>
                <strong>${label}</strong>　${words.replace(/^经核对，/, '')}
                <span class="basis">依据：${ruleInWords(office, rule)}</span>
              </li>`,
          )}
        </ul>`
    }
  </section>`;
}
