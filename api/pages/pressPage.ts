import { z } from 'zod';
import type { Account } from '../../db/accounts';
import { defineRoute } from '../defineRoute';
import { momentInWords } from '../dates';
import type { Dependencies } from '../dependencies';
import type { Problem } from '../problems';
import type { Reply } from '../reply';
import { page } from '../reply';
import { pressText } from '../schemas/afterMeeting';
import { uuid } from '../schemas/text';
import { readPress, savePress } from '../useCases/afterMeeting/press';
import { answering } from './answering';
import { parsed } from './countersignActs';
import { area } from './fields';
import { html } from './html';
import { layout, noticeBox, problemBox } from './layout';

const own = { role: 'staff', relation: 'subject', by: 'press-release' } as const;
const params = z.object({ id: uuid });
const word = z.string().default('');

/** 会议报道 as people write and read it (art 42). */
export const pressPageRoutes = () => [
  defineRoute({
    method: 'get',
    path: '/press-releases/:id',
    summary: '一篇会议报道',
    access: own,
    params,
    query: z.object({ done: z.string().optional() }),
    replies: { 200: { description: '会议报道' }, 404: { description: '没有这一篇' } },
    handle: ({ account, params: { id }, query }, deps) =>
      show(deps, account, id, query.done ? '已保存；写好以后在待办里送审。' : null, null),
  }),
  defineRoute({
    method: 'post',
    path: '/press-releases/:id',
    summary: '在页面存新闻稿',
    access: own,
    params,
    body: z.object({ title: word, body: word, revision: word }),
    bodyKind: 'form',
    replies: {
      303: { description: '已存' },
      400: { description: '填写有误' },
      404: { description: '没有这一篇' },
      409: { description: '不在您手中，或者又被保存过' },
    },
    handle: ({ account, params: { id }, body }, deps) => {
      return answering(
        async () => {
          const input = parsed(pressText, { ...body, revision: Number(body.revision) });
          await savePress(deps, account, id, input);
          return `/press-releases/${id}?done=saved`;
        },
        (problem) => show(deps, account, id, null, problem, { title: body.title, body: body.body }),
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
  typed?: { title: string; body: string },
): Promise<Reply> {
  const { office, tasklistUrl } = deps;
  const press = await readPress(deps, account, id);
  const { title, body: text } = typed ?? press.text;
  const body = html`<h1>
      会议报道<small>${press.stepLabel ?? (press.status === 'ended' ? '办结' : '')}</small>
    </h1>
    ${problemBox(office, problem)} ${noticeBox(notice)}
    <p class="quiet">
      <a href="/meetings/${press.meetingId}/decisions">会议决定</a>　<a href="/cases/${id}">办理过程</a>
    </p>
    ${
      press.editable
        ? html`<form method="post" action="/press-releases/${id}">
            <input type="hidden" name="revision" value="${press.text.revision}" />
            <label>标题<input name="title" value="${title}" maxlength="200" required /></label>
            ${area('body', '正文', text, { rows: 12, longest: 20_000, className: 'text' })}
            <div class="buttons"><button>保存</button></div>
          </form>`
        : html`<div class="document">
            <p class="title">${press.text.title}</p>
            ${press.text.body.split('\n').map((paragraph) => html`<p>${paragraph}</p>`)}
          </div>`
    }
    ${
      press.publications.length > 0 &&
      html`<h2>发布</h2>
        <ul class="plain-list">
          ${press.publications.map(
            ({ words, recordedBy, recordedAt }) =>
              html`<li>
                ${words}
                <span class="quiet"
                  >${recordedBy} ${momentInWords(new Date(recordedAt), office.timeZone)}登记</span
                >
              </li>`,
          )}
        </ul>`
    }`;
  return page(layout({ office, title: press.title, account, tasklistUrl, body }), problem?.details.status);
}
