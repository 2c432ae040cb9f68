import { z } from 'zod';
import type { Account } from '../../db/accounts';
import { defineRoute } from '../defineRoute';
import { momentInWords } from '../dates';
import type { Dependencies } from '../dependencies';
import { labelOf } from '../office';
import type { Problem } from '../problems';
import type { Reply } from '../reply';
import { page } from '../reply';
import { feedbackInput } from '../schemas/afterMeeting';
import { uuid } from '../schemas/text';
import { standingOf } from '../useCases/afterMeeting/access';
import { giveFeedback, listTasks, readTask } from '../useCases/afterMeeting/supervision';
import { answering } from './answering';
import { limitOf, taskTable } from './afterMeetingTables';
import { parsed } from './countersignActs';
import { area } from './fields';
import { html } from './html';
import { layout, noticeBox, problemBox } from './layout';
import { table } from './table';

const staff = { role: 'staff', relation: 'none' } as const;
const own = { role: 'staff', relation: 'subject', by: 'supervision' } as const;
const params = z.object({ id: uuid });

/** 督办 as people read and report it (art 24). */
export const supervisionPageRoutes = () => [
  defineRoute({
    method: 'get',
    path: '/supervision',
    summary: '督办事项',
    access: staff,
    query: z.object({ scope: z.enum(['mine', 'all']).optional() }),
    replies: { 200: { description: '督办事项' } },
    handle: async ({ account, query }, deps) => {
      const { office, tasklistUrl, clock } = deps;
      const { isOverseer } = await standingOf(deps, deps.pool, account);
      const all = query.scope === undefined ? isOverseer : query.scope === 'all' && isOverseer;
      const tasks = await listTasks(deps, account, { all });
      const open = tasks.filter(({ closedAt }) => !closedAt);
      const closed = tasks.filter(({ closedAt }) => closedAt);
      const body = html`<h1>督办事项<small>${all ? '全部' : '本单位牵头、配合的'}</small></h1>
        ${
          isOverseer &&
          html`<p class="quiet">
            <a href="/supervision?scope=${all ? 'mine' : 'all'}">${all ? '只看本单位' : '看全部'}</a>　<a
              href="/decided-documents"
              >会议决定发文</a
            >
          </p>`
        }
        ${!isOverseer && html`<p class="quiet"><a href="/decided-documents">会议决定发文</a></p>`}
        <h2>在办<small>${open.length} 项</small></h2>
        ${taskTable(office, open, clock.now())}
        <h2>已销号<small>${closed.length} 项</small></h2>
        ${taskTable(office, closed, clock.now())}`;
      return page(layout({ office, title: '督办事项', account, tasklistUrl, body }));
    },
  }),
  defineRoute({
    method: 'get',
    path: '/supervision/:id',
    summary: '一项督办事项',
    access: own,
    params,
    query: z.object({ done: z.string().optional() }),
    replies: { 200: { description: '督办事项' }, 404: { description: '没有这一项' } },
    handle: ({ account, params: { id }, query }, deps) =>
      show(deps, account, id, query.done ? '进展已反馈。' : null, null),
  }),
  defineRoute({
    method: 'post',
    path: '/supervision/:id/feedback',
    summary: '在页面反馈进展',
    access: own,
    params,
    body: z.object({ words: z.string().default('') }),
    bodyKind: 'form',
    replies: {
      303: { description: '已反馈' },
      400: { description: '填写有误' },
      403: { description: '不由您反馈' },
      404: { description: '没有这一项' },
      409: { description: '已经销号' },
    },
    handle: ({ account, params: { id }, body }, deps) => {
      return answering(
        async () => {
          await giveFeedback(deps, account, id, parsed(feedbackInput, body).words);
          return `/supervision/${id}?done=feedback`;
        },
        (problem) => show(deps, account, id, null, problem),
      );
    },
  }),
];

async function show(
  deps: Dependencies,
  account: Account,
  id: string,
  notice: string | null,
  problem: Problem | null,
): Promise<Reply> {
  const { office, tasklistUrl, clock } = deps;
  const { task, mayReport } = await readTask(deps, account, id);
  const at = (moment: Date): string => momentInWords(moment, office.timeZone);
  const body = html`<h1>督办事项<small>${task.title}</small></h1>
    ${problemBox(office, problem)} ${noticeBox(notice)}
    <dl class="summary">
      <div>
        <dt>议定事项</dt>
        <dd>${task.what}</dd>
      </div>
      <div>
        <dt>牵头单位</dt>
        <dd>${task.leadBodyName}</dd>
      </div>
      <div>
        <dt>配合单位</dt>
        <dd>${task.assisting.map(({ name }) => name).join('、') || '无'}</dd>
      </div>
      <div>
        <dt>期限</dt>
        <dd>${limitOf(office, task, clock.now())}</dd>
      </div>
      <div>
        <dt>办理情况</dt>
        <dd>
          ${task.closedAt ? `${at(task.closedAt)}销号` : `${task.stepHolders.join('、')} ${task.stepLabel ?? '正在交办'}`}
        </dd>
      </div>
    </dl>
    <p class="quiet">
      <a href="/supervision/${id}/sheet.pdf">打印交办单</a>　<a href="/cases/${id}">办理过程</a>　<a
        href="/meetings/${task.meetingId}/decisions"
        >会议决定</a
      >
    </p>
    <h2>进展反馈</h2>
    ${
      task.feedback.length === 0
        ? html`<p class="none">还没有反馈。</p>`
        : table(
            ['时间', '单位', '进展', '反馈人'],
            task.feedback.map(({ bodyName, words, givenAs, givenAt }) => [
              at(new Date(givenAt)),
              bodyName,
              words,
              givenAs,
            ]),
          )
    }
    <h2>办理结果和销号</h2>
    ${
      task.acts.length === 0
        ? html`<p class="none">还没有报请销号。</p>`
        : table(
            ['时间', '环节', '意见', '办理人'],
            task.acts.map(({ act, decision, actor, opinion, actedAt }) => [
              at(new Date(actedAt)),
              act,
              [labelOf(office.vocabulary.decisions, decision), opinion]
                .filter((word) => word !== '')
                .join('：'),
              actor,
            ]),
          )
    }
    ${
      mayReport &&
      html`<form method="post" action="/supervision/${id}/feedback">
        ${area('words', '反馈进展', '', { hint: '办完的在待办里报请销号', rows: 3, longest: 2000 })}
        <div class="buttons"><button class="second">反馈</button></div>
      </form>`
    }`;
  return page(
    layout({ office, title: `督办：${task.title}`, account, tasklistUrl, body }),
    problem?.details.status,
  );
}
