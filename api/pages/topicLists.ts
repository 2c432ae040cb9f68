import type { TopicState } from '../../db/meetings/topics';
import { dayInWords } from '../dates';
import type { Office } from '../office';
import type { summaryOf } from '../useCases/topics/viewTopic';
import { html } from './html';
import type { Html } from './html';

type Summary = ReturnType<typeof summaryOf>;

/** The lists that the Office and the leaders go by, in the order of the way. @rule art-38 */
export const TOPIC_LISTS: { label: string; states: TopicState[] }[] = [
  { label: '办公室待审核', states: ['coordinated'] },
  { label: '待审定', states: ['checked'] },
  { label: '同意上会，可排入议程', states: ['in'] },
  { label: '缓议和改上其他会议', states: ['postponed', 'other-meeting'] },
  { label: '已列入议程', states: ['scheduled'] },
];

export function topicLists(office: Office, lists: { label: string; topics: Summary[] }[]): Html {
  return html`<div class="heading">
      <h1>议题</h1>
      <a class="button" href="/topics/new">提出议题</a>
    </div>
    ${lists.map(
      ({ label, topics }) =>
        html`<h2>${label}<small>${topics.length} 项</small></h2>
          ${table(office, topics)}`,
    )}`;
}

function table(office: Office, topics: Summary[]): Html {
  if (topics.length === 0) return html`<p class="none">没有议题。</p>`;
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          <th>议题</th>
          <th>提出部门</th>
          <th>类别</th>
          <th>拟提请</th>
          <th>汇报人、时长</th>
          <th>情况</th>
        </tr>
      </thead>
      <tbody>
        ${topics.map(
          (one) =>
            html`<tr>
              <td data-label="议题"><a href="/topics/${one.id}">${one.title}</a></td>
              <td data-label="提出部门">${one.bodyName}</td>
              <td data-label="类别">${one.categoryLabel}</td>
              <td data-label="拟提请">${one.meetingLabel}</td>
              <td data-label="汇报人、时长">
                ${one.reporterPostLabel}${one.reporterName}，${one.minutes} 分钟
              </td>
              <td data-label="情况">
                ${one.stateLabel}　<span class="quiet">${dayInWords(one.stateSince, office.timeZone)}</span>
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
