import type { Labelled, Office } from '../office';
import type { HeldPost } from '../useCases/capacities';
import type { TopicView } from '../useCases/topics/viewTopic';
import { area, fold, options, select } from './fields';
import { html } from './html';
import type { Html } from './html';
import { CONCERNED, EVIDENCE, FLAG, TICKED } from './topicForm';
import type { TopicFormFields } from './topicForm';

const LONGEST = 5_000;

/** What a topic is and asks of the meeting. @rule art-36 art-37 art-38 */
export function topicFields(
  office: Office,
  fields: TopicFormFields,
  { posts, reporters }: { posts: HeldPost[]; reporters: Labelled[] },
): Html {
  const { meetings } = office;
  const asPosts = posts.map(({ postId, postLabel }) => ({ id: postId, label: postLabel }));
  return html`<fieldset class="facts">
      <legend>议题</legend>
      ${posts.length > 1 ? select('postId', '拟稿职务', asPosts, fields.postId) : ''}
      ${select('category', '议题类别', meetings.topicCategories, fields.category)}
      ${select('meetingKind', '拟提请', meetings.kinds, fields.meetingKind)}
      <label
        >汇报人<select name="reporter">
          <option value="">部门主要负责人</option>
          ${options(reporters, fields.reporter)}
        </select></label
      >
      <label
        >汇报时长<small>分钟</small
        ><input name="minutes" type="number" min="1" max="600" required value="${fields.minutes || '10'}"
      /></label>
      <div class="checks">
        ${meetings.topicFlags.map(({ id, label }) => box(FLAG + id, label, fields.flags.includes(id)))}
      </div>
    </fieldset>
    <fieldset>
      <legend>内容</legend>
      <label>标题<input name="title" value="${fields.title}" maxlength="200" required /></label>
      ${text('purpose', '议题目的', fields.purpose, '为什么提请会议讨论')}
      ${text('proposal', '提请会议决定的事项', fields.proposal, '会议同意的就是这几句话，请写完整')}
      ${text('explanation', '起草说明', fields.explanation, '起草的依据和经过')}
      ${text('budget', '资金安排', fields.budget, '不涉及的不填')}
    </fieldset>
    ${opinionFields(office, fields)} ${evidenceFields(office, fields)}`;
}

/** 会同有关部门起草 (art 38). */
function opinionFields({ bodies }: Office, fields: TopicFormFields): Html {
  const asked = bodies.filter(({ kind }) => kind !== 'government');
  const boxes = asked.map(({ id, shortName }) =>
    box(CONCERNED + id, shortName, fields.concernedBodies.includes(id)),
  );
  return fold(
    '征求意见',
    '涉及哪些部门，报送后先由其会签，不同意见和采纳情况印在审批单上',
    fields.concernedBodies.length > 0 || fields.opinions !== '',
    html`<div class="checks">${boxes}</div>
      ${text('opinions', '会签以外征求意见的情况', fields.opinions, '如座谈会、书面征求意见的时间和结果')}`,
    'paper',
  );
}

function evidenceFields({ meetings }: Office, { evidences }: TopicFormFields): Html {
  return fold(
    '程序依据',
    '重大决策五项都要有；规范性文件要有合法性审查；没有办的不填',
    Object.values(evidences).some((words) => words !== ''),
    html`${meetings.evidences.map(({ id, label, hint }) =>
      area(EVIDENCE + id, label, evidences[id] ?? '', { hint, longest: LONGEST }),
    )}`,
    'paper',
  );
}

/** The materials that there are, and one more. */
export function materialFields(office: Office, topic: TopicView): Html {
  return html`<fieldset>
    <legend>会议材料</legend>
    ${
      topic.materials.length > 0 &&
      html`<ol class="attachments">
        ${topic.materials.map(
          (one) =>
            html`<li>
              <a href="/api/v1/topics/${topic.id}/materials/${one.attachmentId}/pages.pdf">${one.title}</a>
              <span class="quiet">${one.kindLabel}　${one.pages} 页　${one.fileName}</span>
              <button name="action" value="remove:${one.attachmentId}" class="plain">撤下</button>
            </li>`,
        )}
      </ol>`
    }
    ${newMaterial(office)}
  </fieldset>`;
}

/** One file with what it is. */
export function newMaterial({ meetings }: Office): Html {
  return html`<div class="row">
      <label
        >材料类别<select name="material.kind">
          ${options(meetings.materialKinds, meetings.materialKinds[0]?.id ?? '')}
        </select></label
      >
      <label>材料名称<input name="material.title" maxlength="200" /></label>
      <label
        >文件<small>PDF、图片、TXT、Markdown；装有转换程序的，DOCX、XLSX、PPTX 也收</small
        ><input type="file" name="file"
      /></label>
    </div>
    <label class="check"
      ><input
        type="checkbox"
        name="material.classified"
        value="${TICKED}"
      />标有密级（不得上传，请走机要渠道）</label
    >`;
}

const box = (name: string, label: string, isTicked: boolean): Html =>
  html`<label class="check"
    ><input
      type="checkbox"
      name="${name}"
      value="${TICKED}"
      ${isTicked ? html` checked` : ''}
    />${label}</label
  >`;

const text = (name: string, label: string, value: string, hint: string): Html =>
  area(name, label, value, { hint, rows: 4, longest: LONGEST });
