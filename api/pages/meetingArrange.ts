import { z } from 'zod';
import type { Account } from '../../db/accounts';
import type { MeetingItem } from '../../db/meetings/items';
import type { Meeting } from '../../db/meetings/meetings';
import type { Topic } from '../../db/meetings/topics';
import type { Capacity, PeopleSnapshot } from '../../domain/people/types';
import { capacitiesIn } from '../../domain/people/capacitiesIn';
import { capacityLabel } from '../../domain/people/nameOfCapacity';
import type { Dependencies } from '../dependencies';
import type { Problem } from '../problems';
import { options } from './fields';
import { html } from './html';
import type { Html } from './html';
import { layout, problemBox } from './layout';
import { planFields } from './meetingPlanForm';

/** Fields end with the number of their row; a row without an order isn't on the agenda. */
export const typedAgenda = z.record(z.string(), z.union([z.string(), z.array(z.string())]));
export type TypedAgenda = z.output<typeof typedAgenda>;

/** The rows that have an order, by it. */
export function itemsFrom(typed: TypedAgenda) {
  const one = (name: string): string => [typed[name] ?? ''].flat()[0] ?? '';
  return Object.keys(typed)
    .filter((name) => name.startsWith('topic-'))
    .map((name) => name.slice('topic-'.length))
    .filter((row) => one(`order-${row}`).trim() !== '')
    .sort((left, right) => Number(one(`order-${left}`)) - Number(one(`order-${right}`)))
    .map((row) => {
      const [reporterPersonId = '', reporterPostId = ''] = one(`reporter-${row}`).split('/');
      return {
        topicCaseId: one(`topic-${row}`),
        minutes: Number(one(`minutes-${row}`)),
        ...(reporterPersonId ? { reporterPersonId, reporterPostId } : {}),
        bodyIds: [typed[`bodies-${row}`] ?? []].flat().filter((id) => id !== ''),
      };
    });
}

interface Shown {
  deps: Dependencies;
  account: Account;
  meeting: Meeting;
  items: MeetingItem[];
  topics: Topic[];
  people: PeopleSnapshot;
  presiders: Capacity[];
  problem: Problem | null;
}

/** 编排议程: which topics, in what order, how long, who reports and who sits in. @rule art-38 */
export function arrangePage(shown: Shown): Html {
  const { deps, account, meeting, items, topics, presiders, problem } = shown;
  const { office, tasklistUrl } = deps;
  const listed = items.flatMap(
    ({ topicCaseId }) => topics.find(({ caseId }) => caseId === topicCaseId) ?? [],
  );
  const rows = [...listed, ...topics.filter((topic) => !listed.includes(topic))];
  const body = html` <div class="heading">
      <h1>编排议程<small>${meeting.title}</small></h1>
      <a href="/meetings/${meeting.caseId}">返回</a>
    </div>
    ${problemBox(office, problem)}
    <form method="post" action="/meetings/${meeting.caseId}/agenda">
      <h2>议题<small>填写次序的列入议程；不填的待排</small></h2>
      ${rows.length === 0 ? html`<p class="none">没有同意上会、待排入这种会议的议题。</p>` : rows.map((topic, row) => fields(shown, topic, row))}
      <div class="buttons"><button>保存议程</button></div>
    </form>
    <h2>时间、地点和主持人</h2>
    <form method="post" action="/meetings/${meeting.caseId}/plan" class="paper">
      ${planFields(office, meeting, presiders)}
      <div class="buttons"><button class="second">保存</button></div>
    </form>
    <p>编好以后，在待办中呈批：<a href="/cases/${meeting.caseId}">办理</a>。</p>`;
  return layout({ office, title: '编排议程', account, tasklistUrl, body });
}

function fields({ items, people }: Shown, topic: Topic, row: number): Html {
  const item = items.find(({ topicCaseId }) => topicCaseId === topic.caseId);
  const reporter = item
    ? `${item.reporterPersonId}/${item.reporterPostId}`
    : `${topic.reporterPersonId}/${topic.reporterPostId}`;
  return html`<fieldset>
    <legend>${topic.title}</legend>
    <input type="hidden" name="topic-${row}" value="${topic.caseId}" />
    <p class="basis">${topic.bodyName}　<a href="/topics/${topic.caseId}">查看议题</a></p>
    <div class="facts">
      <label
        >次序<input
          name="order-${row}"
          type="number"
          min="1"
          max="60"
          value="${item ? String(item.position) : ''}"
      /></label>
      <label
        >时长（分钟）<input
          name="minutes-${row}"
          type="number"
          min="1"
          max="600"
          required
          value="${String(item?.minutes ?? topic.minutes)}"
      /></label>
      <label
        >汇报人<select name="reporter-${row}">
          ${options(reporters(people, topic), reporter)}
        </select></label
      >
      <label
        >列席单位<small>可多选</small
        ><select name="bodies-${row}" multiple size="4">
          ${bodies(people, topic).map(
            ({ id, label }) =>
              html`<option value="${id}" ${item?.bodyIds.includes(id) ? html`selected` : ''}>
                ${label}
              </option>`,
          )}
        </select></label
      >
    </div>
  </fieldset>`;
}

/** Whoever was proposed, and those in charge of the department. */
function reporters(people: PeopleSnapshot, topic: Topic): { id: string; label: string }[] {
  const own = capacitiesIn(
    people,
    (post) => post.bodyId === topic.bodyId && (post.isInCharge || post.isPrincipal),
  ).map((one) => ({ id: `${one.personId}/${one.postId}`, label: capacityLabel(one) }));
  const proposed = `${topic.reporterPersonId}/${topic.reporterPostId}`;
  if (own.some(({ id }) => id === proposed)) return own;
  return [{ id: proposed, label: `${topic.reporterPostLabel}${topic.reporterName}` }, ...own];
}

function bodies(people: PeopleSnapshot, topic: Topic): { id: string; label: string }[] {
  return people.bodies
    .filter(({ kind, id }) => kind !== 'government' && id !== topic.bodyId)
    .map(({ id, shortName }) => ({ id, label: shortName }));
}
