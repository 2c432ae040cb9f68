import { z } from 'zod';
import type { Account } from '../../db/accounts';
import { defineRoute } from '../defineRoute';
import { momentInWords } from '../dates';
import type { Dependencies } from '../dependencies';
import type { Problem } from '../problems';
import type { Reply } from '../reply';
import { page } from '../reply';
import { caseLink, overrunInput } from '../schemas/afterMeeting';
import { uuid } from '../schemas/text';
import { standingOf } from '../useCases/afterMeeting/access';
import {
  draftDocument,
  linkDocument,
  listDocuments,
  readDocument,
  recordOverrun,
} from '../useCases/afterMeeting/documents';
import { answering } from './answering';
import { documentTable, stateOf } from './afterMeetingTables';
import { parsed } from './countersignActs';
import { area, fold } from './fields';
import { html } from './html';
import type { Html } from './html';
import { layout, noticeBox, problemBox } from './layout';
import { ruleInWords } from './words';

const staff = { role: 'staff', relation: 'none' } as const;
const own = { role: 'staff', relation: 'subject', by: 'decided-document' } as const;
const params = z.object({ id: uuid });
const word = z.string().default('');
const answers = {
  303: { description: '已办' },
  400: { description: '填写有误' },
  403: { description: '不由您办理' },
  404: { description: '没有这一项' },
  409: { description: '现在不能这样做' },
  422: { description: '不合规定' },
};
const NOTICES: Record<string, string> = { case: '已关联办件。', overrun: '超期理由已登记。' };

/** 会议决定发文 as people follow it (art 40). */
export const decidedDocumentPageRoutes = () => [
  defineRoute({
    method: 'get',
    path: '/decided-documents',
    summary: '会议决定发文：还没有印发的',
    access: staff,
    replies: { 200: { description: '文件' } },
    handle: async ({ account }, deps) => {
      const { office, tasklistUrl, clock } = deps;
      const documents = await listDocuments(deps, account);
      const body = html`<h1>会议决定发文<small>还没有印发的</small></h1>
        ${documentTable(office, documents, clock.now())}`;
      return page(layout({ office, title: '会议决定发文', account, tasklistUrl, body }));
    },
  }),
  defineRoute({
    method: 'get',
    path: '/decided-documents/:id',
    summary: '一个会议决定印发的文件',
    access: own,
    params,
    query: z.object({ done: z.string().optional() }),
    replies: { 200: { description: '文件' }, 404: { description: '没有这一项' } },
    handle: ({ account, params: { id }, query }, deps) =>
      show(deps, account, id, NOTICES[query.done ?? ''] ?? null, null),
  }),
  defineRoute({
    method: 'post',
    path: '/decided-documents/:id/draft',
    summary: '在页面按会议决定拟稿',
    access: own,
    params,
    body: z.object({}),
    bodyKind: 'form',
    replies: answers,
    handle: ({ account, params: { id } }, deps) =>
      done(deps, account, id, async () => `/drafts/${await draftDocument(deps, account, id)}`),
  }),
  defineRoute({
    method: 'post',
    path: '/decided-documents/:id/case',
    summary: '在页面关联办件',
    access: own,
    params,
    body: z.object({ caseId: word }),
    bodyKind: 'form',
    replies: answers,
    handle: ({ account, params: { id }, body }, deps) =>
      done(deps, account, id, async () => {
        // The address of a case may be pasted whole.
        const caseId = body.caseId.trim().split('/').at(-1) ?? '';
        await linkDocument(deps, account, id, parsed(caseLink, { caseId }).caseId);
        return `/decided-documents/${id}?done=case`;
      }),
  }),
  defineRoute({
    method: 'post',
    path: '/decided-documents/:id/overrun',
    summary: '在页面登记超期理由',
    access: own,
    params,
    body: z.object({ reason: word }),
    bodyKind: 'form',
    replies: answers,
    handle: ({ account, params: { id }, body }, deps) =>
      done(deps, account, id, async () => {
        await recordOverrun(deps, account, id, parsed(overrunInput, body).reason);
        return `/decided-documents/${id}?done=overrun`;
      }),
  }),
];

async function done(
  deps: Dependencies,
  account: Account,
  id: string,
  work: () => Promise<string>,
): Promise<Reply> {
  return answering(work, (problem) => show(deps, account, id, null, problem));
}

async function show(
  deps: Dependencies,
  account: Account,
  id: string,
  notice: string | null,
  problem: Problem | null,
): Promise<Reply> {
  const { office, tasklistUrl, clock } = deps;
  const document = await readDocument(deps, account, id);
  const { isSecretary, bodyIds, inCharge } = await standingOf(deps, deps.pool, account);
  const isDrafting = bodyIds.includes(document.bodyId);
  const isFree = !document.issuedAt && (!document.caseId || document.caseStatus === 'ended');
  const now = clock.now();
  const at = (moment: Date): string => momentInWords(moment, office.timeZone);
  const entry = (term: string, words: Html | string): Html =>
    html`<div>
      <dt>${term}</dt>
      <dd>${words}</dd>
    </div>`;
  const body = html`<h1>会议决定发文<small>${document.title}</small></h1>
    ${problemBox(office, problem)} ${noticeBox(notice)}
    <dl class="summary">
      ${entry('会议依据', html`<a href="/meetings/${document.meetingId}/decisions">${document.reference}</a>`)}
      ${entry('起草单位', document.bodyName)}
      ${entry(
        '期限',
        html`<span class="${document.isOverrun ? 'late' : ''}"
          >${at(document.dueAt)}前印发${document.dueProvisional ? '（暂定，放假通知公布后重新算定）' : ''}</span
        >`,
      )}
      ${entry('办理情况', stateOf(office, document, now))}
      ${document.overrunReason && entry('超期理由', `${document.overrunReason}（${document.overrunAs ?? ''}）`)}
    </dl>
    <p class="basis">依据：${ruleInWords(office, document.rule)}</p>
    ${
      isFree &&
      isDrafting &&
      html`<form method="post" action="/decided-documents/${id}/draft">
        <div class="buttons"><button>拟稿</button></div>
      </form>`
    }
    ${
      isFree &&
      (isDrafting || isSecretary) &&
      fold(
        '关联已在办的办件',
        '已经另行拟稿的',
        false,
        html`<form method="post" action="/decided-documents/${id}/case">
          <label>办件编号或者网址<input name="caseId" required /></label>
          <div class="buttons"><button class="second">关联</button></div>
        </form>`,
        'paper',
      )
    }
    ${
      document.isOverrun &&
      document.overrunReason === null &&
      (isSecretary || inCharge.includes(document.bodyId)) &&
      html`<form method="post" action="/decided-documents/${id}/overrun">
        ${area('reason', '超期理由', '', { hint: '登记以后才能过复核', longest: 1000 })}
        <div class="buttons"><button>登记超期理由</button></div>
      </form>`
    }`;
  return page(
    layout({ office, title: `会议决定发文：${document.title}`, account, tasklistUrl, body }),
    problem?.details.status,
  );
}
