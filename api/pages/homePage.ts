import { listDigests } from '../../db/countersign/digests';
import { listNotices } from '../../db/notices';
import type { NoticeView } from '../../db/notices';
import { listTellings } from '../../db/meetings/tellings';
import { listPacketNotices } from '../../db/packets/notices';
import { listCases } from '../../db/readModels/caseList';
import type { CaseListItem } from '../../db/readModels/caseList';
import { listOpenTasks } from '../../db/readModels/taskList';
import type { TaskView } from '../../db/readModels/taskList';
import { listTravelNotices } from '../../db/travelReports';
import type { TravelReport } from '../../db/travelReports';
import { dayInWords } from '../dates';
import { defineRoute } from '../defineRoute';
import type { Office } from '../office';
import { labelOf } from '../office';
import { page } from '../reply';
import { attendanceCards } from './attendanceCards';
import { dueInWords } from './caseSteps';
import { digestCard } from './digestCard';
import { documentCards } from './documentCards';
import { html } from './html';
import type { Html } from './html';
import { layout } from './layout';
import { meetingCards } from './meetingCards';
import { noticeCards } from './noticeCards';
import { packetCards } from './packetCards';
import { statusInWords } from './words';

const MOST_LISTED = 50;
/** 会议告知 stand here for a month. */
const TOLD_FOR = 31 * 24 * 3_600_000;

export const homePageRoutes = () => [
  defineRoute({
    method: 'get',
    path: '/',
    summary: '我的待办、文稿和办件',
    access: { role: 'staff', relation: 'none' },
    replies: { 200: { description: '待办' } },
    handle: async ({ account }, deps) => {
      const { pool, office, tasklistUrl } = deps;
      const now = deps.clock.now();
      const mine = { personId: account.personId, page: 1, pageSize: MOST_LISTED } as const;
      const tasks = await listOpenTasks(pool, account.personId);
      const notices = await listNotices(pool, account.personId);
      const packets = await listPacketNotices(pool, account.personId);
      const tellings = await listTellings(pool, account.personId, new Date(now.getTime() - TOLD_FOR));
      const travels = await listTravelNotices(pool, account.personId);
      const [digest] = await listDigests(pool, account.personId, 1);
      const drafts = await listCases(pool, { ...mine, scope: 'mine', statuses: ['draft'] });
      const running = await listCases(pool, { ...mine, scope: 'all', statuses: ['in-progress'] });
      const done = await listCases(pool, { ...mine, scope: 'all', statuses: ['issued', 'ended'] });
      const body = html` <div class="heading">
          <h1>待办<small>${tasks.length} 件</small></h1>
          <a class="button" href="/drafts/new">拟稿</a>
        </div>
        ${taskCards(office, tasks, notices, now)} ${noticeCards(office, notices)}
        ${await documentCards(deps, account.personId)} ${await attendanceCards(deps, account.personId)}
        ${packetCards(office, packets)} ${meetingCards(office, tellings)} ${digestCard(deps, digest, now)}
        ${travelList(office, travels)}
        <h2>我的文稿</h2>
        ${draftList(office, drafts)}
        <h2>在办</h2>
        ${caseTable(office, running)}
        <h2>办结</h2>
        ${caseTable(office, done)}`;
      return page(layout({ office, title: '待办', account, tasklistUrl, body }));
    },
  }),
];

function taskCards(
  office: Office,
  tasks: readonly TaskView[],
  notices: readonly NoticeView[],
  now: Date,
): Html {
  if (tasks.length === 0) return html`<p class="none">没有待办。</p>`;
  return html`<ul class="cards">
    ${tasks.map((task) => {
      const isUrgent = office.vocabulary.urgencies.some(({ id, printed }) => id === task.urgency && printed);
      const isLate = task.dueAt < now;
      return html`<li>
        <a href="/cases/${task.caseId}"><span class="act">${task.act}</span> ${task.caseTitle}</a>
        <p>
          ${isUrgent ? html`<span class="urgent">${labelOf(office.vocabulary.urgencies, task.urgency)}</span>` : ''}
          <span>${task.draftingBodyName}</span>
          <span class="${isLate ? 'late' : ''}"
            >${dueInWords(office, task, now)}${!isLate && isReminded(task, notices) ? html` <span class="mark soon">临期</span>` : ''}</span
          >
        </p>
      </li>`;
    })}
  </ul>`;
}

/** When a step is nearly due is the time limits' to say: its holder was reminded. */
const isReminded = (task: TaskView, notices: readonly NoticeView[]): boolean =>
  notices.some(
    (notice) =>
      notice.toHolder &&
      notice.kind !== 'moved' &&
      notice.caseId === task.caseId &&
      notice.stepLabel === task.label &&
      notice.dueAt.getTime() === task.dueAt.getTime(),
  );

/** 外出告知 (art 54): who is away, and with whom his matters are. */
function travelList(office: Office, travels: readonly TravelReport[]): Html {
  if (travels.length === 0) return html``;
  return html`<h2>外出告知</h2>
    <ul class="plain-list">
      ${travels.map(
        (one) =>
          html`<li>
            <a href="/authority">${one.who}</a
            >　${one.destination}　${dayInWords(one.leavesAt, office.timeZone)}至${dayInWords(one.returnsAt, office.timeZone)}
            <span class="quiet">${one.delegate ? `委托${one.delegate}` : '没有委托，件由本人办理'}</span>
          </li>`,
      )}
    </ul>`;
}

function draftList(office: Office, { items, total }: { items: CaseListItem[]; total: number }): Html {
  if (items.length === 0) return html`<p class="none">没有未送审的文稿。</p>`;
  return html`<ul class="plain-list">
      ${items.map(
        (item) =>
          html`<li>
            <a href="/drafts/${item.id}">${item.title}</a>
            <span class="quiet">${dayInWords(item.openedAt, office.timeZone)}拟稿</span>
          </li>`,
      )}
    </ul>
    ${more(items, total)}`;
}

function caseTable(office: Office, { items, total }: { items: CaseListItem[]; total: number }): Html {
  if (items.length === 0) return html`<p class="none">暂无办件。</p>`;
  return html`<div class="scroll">
      <table>
        <thead>
          <tr>
            <th>标题</th>
            <th>文号</th>
            <th>主办单位</th>
            <th>当前环节</th>
            <th>送审日期</th>
          </tr>
        </thead>
        <tbody>
          ${items.map(
            (item) =>
              html`<tr>
                <td data-label="标题"><a href="/cases/${item.id}">${item.title}</a></td>
                <td data-label="文号">${item.documentNumber ?? '—'}</td>
                <td data-label="主办单位">${item.draftingBodyName}</td>
                <td data-label="当前环节">
                  ${item.currentSteps.length > 0 ? `${item.currentHolders.join('、')} ${item.currentSteps.join('、')}` : statusInWords(item.status, item.closedAs)}
                </td>
                <td data-label="送审日期">
                  ${item.submittedAt ? dayInWords(item.submittedAt, office.timeZone) : '—'}
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${more(items, total)}`;
}

function more(items: CaseListItem[], total: number): Html {
  return total > items.length
    ? html`<p class="quiet">共 ${total} 件，只列最近 ${items.length} 件。</p>`
    : html``;
}
