import type { Account } from '../../db/accounts';
import type { RoundView } from '../../db/readModels/countersignView';
import { momentInWords } from '../dates';
import type { Dependencies } from '../dependencies';
import type { Office } from '../office';
import type { Problem } from '../problems';
import type { TopicView } from '../useCases/topics/viewTopic';
import type { CaseDetails } from '../useCases/viewCase';
import { roundList } from './caseRounds';
import { ownWork, whereItStands } from './caseSteps';
import { area, options } from './fields';
import { html } from './html';
import type { Html } from './html';
import { layout, noticeBox, problemBox } from './layout';
import { checks } from './topicEditView';
import { newMaterial } from './topicFields';
import { sizeInWords } from './words';

export interface TopicPage {
  account: Account;
  topic: TopicView;
  /** Its case; null for whoever reads the topic without having to do with its case. */
  view: CaseDetails | null;
  rounds: RoundView[];
  problem: Problem | null;
  notice: string | null;
}

/** 议题: where it stands, what it asks, its papers, what was said of it. @rule art-38 */
export function topicView({ office, tasklistUrl, clock }: Dependencies, page: TopicPage): Html {
  const { account, topic, view } = page;
  const body = html`<div class="heading">
      <h1>${topic.title}</h1>
      <span class="status">${topic.stateLabel}</span>
    </div>
    ${problemBox(office, page.problem)} ${noticeBox(page.notice)} ${summary(office, topic)}
    ${view && whereItStands(office, view, clock.now())}
    ${topic.editable && html`<p><a class="button" href="/topics/${topic.id}/edit">修改议题和材料</a></p>`}
    ${view && ownWork(office, view, account.personId, { decision: null, withdrawal: null })}
    <p>
      <a class="button second" href="/api/v1/topics/${topic.id}/approval-sheet.pdf">议题审批单（PDF）</a>
      ${view && html`<a class="button second" href="/cases/${topic.id}">办理过程记录</a>`}
    </p>
    <section>
      <h2>内容</h2>
      ${part('议题目的', topic.purpose)} ${part('提请会议决定的事项', topic.proposal)}
      ${part('起草说明', topic.explanation)} ${part('资金安排', topic.budget)}
      ${part('征求意见情况', topic.opinions)}
      ${part('程序依据', topic.evidences.map(({ label, words }) => `${label}：${words}`).join('\n'))}
    </section>
    <section>
      <h2>会议材料${topic.version ? html`<small>第 ${topic.version.number} 稿</small>` : ''}</h2>
      ${materials(topic)} ${!topic.editable && topic.mayChangeMaterials && lateMaterial(office, topic)}
    </section>
    ${
      page.rounds.length > 0 &&
      html`<section>
        <h2>会签</h2>
        ${roundList(office, page.rounds)}
      </section>`
    }
    <section>
      <h2>意见</h2>
      ${acts(office, topic)}
    </section>
    ${topic.findings.some(({ outcome }) => outcome === 'refuse') && checks(office, topic)}
    ${topic.mayListAgain && listingForm(office, topic)} ${topic.mayWithdraw && withdrawalForm(topic)}`;
  return layout({ office, title: topic.title, account, tasklistUrl, body });
}

function summary(office: Office, topic: TopicView): Html {
  const rows: [string, string][] = [
    ['提出部门', topic.bodyName],
    ['议题类别', topic.categoryLabel],
    ['拟提请会议', topic.meetingLabel],
    ['汇报人', `${topic.reporterPostLabel}${topic.reporterName}`],
    ['汇报时长', `${topic.minutes} 分钟`],
    ...topic.flags.map(({ label, value }): [string, string] => [label, value ? '是' : '否']),
    ['会签单位', topic.concernedBodies.map(({ label }) => label).join('、') || '—'],
    ['现在的情况', `${topic.stateLabel}　${momentInWords(topic.stateSince, office.timeZone)}`],
  ];
  return html`<dl class="summary">
    ${rows.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}

const part = (name: string, words: string): Html =>
  words === ''
    ? html``
    : html`<h3>${name}</h3>
        ${words.split('\n').map((line) => html`<p>${line}</p>`)}`;

function materials({ id, materials: files }: TopicView): Html {
  if (files.length === 0) return html`<p class="none">没有材料。</p>`;
  return html`<ol class="attachments">
    ${files.map(
      (one) =>
        html`<li>
          <a href="/api/v1/topics/${id}/materials/${one.attachmentId}/pages.pdf">${one.title}</a>
          <span class="quiet"
            >${one.kindLabel}　${one.pages} 页　${one.fileName}　${sizeInWords(one.size)}</span
          >
        </li>`,
    )}
  </ol>`;
}

/** A change after the commissioner's decision makes a new version, and says why. */
function lateMaterial(office: Office, topic: TopicView): Html {
  return html`<details class="fold paper">
    <summary>更换材料<small>审定以后更换的，形成新的一稿，须写明理由</small></summary>
    <form method="post" enctype="multipart/form-data" action="/topics/${topic.id}/materials">
      ${newMaterial(office)}
      <label
        >替换<select name="replaces">
          <option value="">不替换，另加一份</option>
          ${options(
            topic.materials.map(({ attachmentId, title }) => ({ id: attachmentId, label: title })),
            '',
          )}
        </select></label
      >
      ${area('reason', '理由', '', { longest: 500 })}
      <div class="buttons"><button class="second">上传</button></div>
    </form>
  </details>`;
}

function acts(office: Office, topic: TopicView): Html {
  if (topic.acts.length === 0) return html`<p class="none">还没有意见。</p>`;
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          <th>环节</th>
          <th>意见</th>
          <th>何人</th>
          <th>何时</th>
        </tr>
      </thead>
      <tbody>
        ${topic.acts.map(
          ({ act, decisionLabel, opinion, actor, at }) =>
            html`<tr>
              <td data-label="环节">${act}</td>
              <td data-label="意见">${decisionLabel}${opinion && html`<br />${opinion}`}</td>
              <td data-label="何人">${actor}</td>
              <td data-label="何时">${momentInWords(at, office.timeZone)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function listingForm({ meetings }: Office, topic: TopicView): Html {
  return html`<form class="decide" method="post" action="/topics/${topic.id}/listing">
    <h2>再次列入</h2>
    <label
      >拟提请<select name="meetingKind">
        ${options(meetings.kinds, topic.meetingKind)}
      </select></label
    >
    ${area('reason', '说明', '', { hint: '缓议的原因怎样解决的', longest: 500 })}
    <div class="buttons"><button>报请审定</button></div>
  </form>`;
}

const withdrawalForm = (topic: TopicView): Html =>
  html`<details class="fold paper">
    <summary>撤回议题<small>排入议程之前，由提出的部门撤回</small></summary>
    <form method="post" action="/topics/${topic.id}/withdrawal">
      ${area('reason', '理由', '', { longest: 500 })}
      <div class="buttons"><button class="second">撤回</button></div>
    </form>
  </details>`;
