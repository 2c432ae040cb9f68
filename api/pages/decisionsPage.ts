import { z } from 'zod';
import type { Account } from '../../db/accounts';
import { defineRoute } from '../defineRoute';
import type { Dependencies } from '../dependencies';
import type { Office } from '../office';
import type { Problem } from '../problems';
import type { Reply } from '../reply';
import { page } from '../reply';
import { correctionInput, decisionInput } from '../schemas/afterMeeting';
import { uuid } from '../schemas/text';
import { correctDecision, recordDecision } from '../useCases/afterMeeting/decisions';
import { endMeeting } from '../useCases/afterMeeting/ending';
import { listTasks } from '../useCases/afterMeeting/supervision';
import { viewDecisions } from '../useCases/afterMeeting/viewDecisions';
import { answering } from './answering';
import { parsed } from './countersignActs';
import type { DecisionsPage } from './decisionsView';
import { decisionsView } from './decisionsView';
import { correctionFrom, decisionFrom, typedDecision } from './meetingDecisionForm';

const reader = { role: 'staff', relation: 'meeting' } as const;
const params = z.object({ id: uuid });
const ofItem = z.object({ id: uuid, itemId: uuid });
const answers = {
  303: { description: '已办' },
  400: { description: '填写有误，所填内容保留' },
  403: { description: '不由您办理' },
  409: { description: '现在不能这样做' },
  422: { description: '不合规定，所填内容保留' },
};
const NOTICES: Record<string, string> = {
  decision: '决定已登记。',
  correction: '已更正，原来的记录保留。',
  ending: '已散会，正在交办议定事项、起草纪要，请稍后刷新页面。',
};

/** 会议决定 as people record and print them (arts 26, 40). */
export const decisionsPageRoutes = (office: Office) => [
  defineRoute({
    method: 'get',
    path: '/meetings/:id/decisions',
    summary: '会议决定',
    access: reader,
    params,
    query: z.object({ done: z.string().optional() }),
    replies: { 200: { description: '会议决定' } },
    handle: ({ account, params: { id }, query }, deps) =>
      show(deps, account, id, { notice: NOTICES[query.done ?? ''] ?? null }),
  }),
  defineRoute({
    method: 'post',
    path: '/meetings/:id/items/:itemId/decision',
    summary: '在页面登记决定',
    access: reader,
    params: ofItem,
    body: typedDecision,
    bodyKind: 'form',
    replies: answers,
    handle: ({ account, params: { id, itemId }, body }, deps) =>
      done(deps, account, id, 'decision', { itemId, fields: body }, () =>
        recordDecision(
          deps,
          account,
          { meetingId: id, itemId },
          parsed(decisionInput(office), decisionFrom(body)),
        ),
      ),
  }),
  defineRoute({
    method: 'post',
    path: '/meetings/:id/items/:itemId/corrections',
    summary: '在页面更正决定',
    access: reader,
    params: ofItem,
    body: typedDecision,
    bodyKind: 'form',
    replies: answers,
    handle: ({ account, params: { id, itemId }, body }, deps) =>
      done(deps, account, id, 'correction', { itemId, fields: body }, () =>
        correctDecision(
          deps,
          account,
          { meetingId: id, itemId },
          parsed(correctionInput(office), correctionFrom(body)),
        ),
      ),
  }),
  defineRoute({
    method: 'post',
    path: '/meetings/:id/ending',
    summary: '在页面登记散会',
    access: reader,
    params,
    body: z.object({}),
    bodyKind: 'form',
    replies: answers,
    handle: ({ account, params: { id } }, deps) =>
      done(deps, account, id, 'ending', null, () => endMeeting(deps, account, id)),
  }),
];

async function done(
  deps: Dependencies,
  account: Account,
  id: string,
  what: string,
  typed: DecisionsPage['typed'],
  work: () => Promise<unknown>,
): Promise<Reply> {
  return answering(
    async () => {
      await work();
      return `/meetings/${id}/decisions?done=${what}`;
    },
    (problem) => show(deps, account, id, { problem, typed }),
  );
}

async function show(
  deps: Dependencies,
  account: Account,
  id: string,
  shown: { notice?: string | null; problem?: Problem; typed?: DecisionsPage['typed'] },
): Promise<Reply> {
  const { office, tasklistUrl, clock } = deps;
  return page(
    decisionsView({
      office,
      tasklistUrl,
      account,
      list: await viewDecisions(deps, account, id),
      tasks: await listTasks(deps, account, { all: true, meetingId: id }),
      now: clock.now(),
      notice: shown.notice ?? null,
      problem: shown.problem ?? null,
      typed: shown.typed ?? null,
    }),
    shown.problem?.details.status,
  );
}
