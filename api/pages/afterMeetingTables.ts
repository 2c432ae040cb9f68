import type { SupervisedTask } from '../../db/afterMeeting/supervision';
import { momentInWords } from '../dates';
import type { Office } from '../office';
import type { DocumentView } from '../useCases/afterMeeting/viewDecisions';
import { html } from './html';
import type { Html } from './html';
import { table } from './table';

/** 会议决定印发的文件 with their deadlines. @rule art-40 */
export function documentTable(office: Office, documents: readonly DocumentView[], now: Date): Html {
  if (documents.length === 0) return html`<p class="none">没有要印发的文件。</p>`;
  return table(
    ['文件', '起草单位', '会议依据', '应于', '办理情况', '超期理由'],
    documents.map((one) => [
      html`<a href="/decided-documents/${one.id}">${one.title}</a>`,
      one.bodyName,
      one.reference,
      html`<span class="${one.isOverrun ? 'late' : ''}"
        >${momentInWords(one.dueAt, office.timeZone)}前${one.dueProvisional ? '（暂定）' : ''}</span
      >`,
      stateOf(office, one, now),
      one.overrunReason ?? (one.isOverrun ? html`<span class="late">未登记</span>` : '—'),
    ]),
  );
}

export function stateOf(office: Office, document: DocumentView, now: Date): Html {
  const { issuedAt, isOverrun, caseId, caseStatus, documentNumber } = document;
  const words = issuedAt
    ? `${documentNumber ?? ''} ${momentInWords(issuedAt, office.timeZone)}印发，${isOverrun ? '超期' : '按期'}`
    : `${caseId ? (caseStatus === 'draft' ? '正在拟稿' : '在办') : '尚未拟稿'}${document.dueAt <= now ? '，已超期' : ''}`;
  return caseId && caseStatus !== 'draft' ? html`<a href="/cases/${caseId}">${words}</a>` : html`${words}`;
}

/** 督办事项. @rule art-24 */
export function taskTable(office: Office, tasks: readonly SupervisedTask[], now: Date): Html {
  if (tasks.length === 0) return html`<p class="none">没有督办事项。</p>`;
  return table(
    ['议定事项', '牵头单位', '配合单位', '期限', '办理情况'],
    tasks.map((task) => [
      html`<a href="/supervision/${task.caseId}">${task.title}</a>`,
      task.leadBodyName,
      task.assisting.map(({ name }) => name).join('、') || '—',
      limitOf(office, task, now),
      task.closedAt
        ? `${momentInWords(task.closedAt, office.timeZone)}销号`
        : `${task.stepHolders.join('、')} ${task.stepLabel ?? ''}`,
    ]),
  );
}

export function limitOf(office: Office, { dueAt, stepDueAt, closedAt }: SupervisedTask, now: Date): Html {
  const due = closedAt ? dueAt : (stepDueAt ?? dueAt);
  if (!due) return html`—`;
  const isLate = !closedAt && due <= now;
  return html`<span class="${isLate ? 'late' : ''}"
    >${momentInWords(due, office.timeZone)}前${isLate ? '，已超期' : ''}</span
  >`;
}
