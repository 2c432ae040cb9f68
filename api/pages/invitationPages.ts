import { z } from 'zod';
import { yearWanted } from '../schemas/common';
import type { Account } from '../../db/accounts';
import { loadPeopleSnapshot } from '../../db/people';
import { dayIn } from '../../domain/calendar/zonedDay';
import { defineRoute } from '../defineRoute';
import type { Dependencies } from '../dependencies';
import type { Office } from '../office';
import type { Problem } from '../problems';
import type { Reply } from '../reply';
import { page } from '../reply';
import { newInvitation } from '../schemas/invitations';
import { reasonGiven, uuid } from '../schemas/text';
import { callOffInvitation } from '../useCases/invitations/callOff';
import { listReadableInvitations, registeredConveners, viewInvitation } from '../useCases/invitations/read';
import { reconsiderAttendance } from '../useCases/invitations/reconsider';
import { registerInvitation } from '../useCases/invitations/register';
import { answering } from './answering';
import { parsed } from './countersignActs';
import type { TypedInvitation } from './invitationList';
import { invitationFrom, invitationList, typedInvitation } from './invitationList';
import { invitationView } from './invitationView';

const staff = { role: 'staff', relation: 'none' } as const;
const ofInvitation = { role: 'staff', relation: 'subject', by: 'meeting-invitation' } as const;
const params = z.object({ id: uuid });
const NOTICES: Record<string, string> = {
  registered: '已登记，送分管领导确定由谁参加。',
  'called-off': '已取消，已定的参加人会得到告知。',
  reconsidered: '已记下，由分管领导重新确定由谁参加。',
};
const answers = {
  303: { description: '已登记' },
  400: { description: '填写有误' },
  403: { description: '不由您办理' },
  409: { description: '现在不能这样做' },
  422: { description: '不合规定' },
};

/** 应邀会议 as people read and register them. */
export const invitationPageRoutes = (office: Office) => [
  defineRoute({
    method: 'get',
    path: '/meeting-invitations',
    summary: '一年的应邀会议，登记应邀会议',
    access: staff,
    query: z.object({ year: yearWanted }),
    replies: { 200: { description: '应邀会议' } },
    handle: ({ account, query }, deps) => showList(deps, account, query.year, null, null),
  }),
  defineRoute({
    method: 'post',
    path: '/meeting-invitations',
    summary: '在页面登记应邀会议',
    access: staff,
    body: typedInvitation,
    bodyKind: 'form',
    replies: answers,
    handle: ({ account, body, log }, deps) =>
      answering(
        async () => {
          const invitation = parsed(newInvitation(office), invitationFrom(body, office.timeZone));
          const caseId = await registerInvitation(deps, account, invitation);
          log.info({ event: 'invitation.registered', caseId });
          return `/meeting-invitations/${caseId}?done=registered`;
        },
        (problem) => showList(deps, account, undefined, body, problem),
      ),
  }),
  defineRoute({
    method: 'get',
    path: '/meeting-invitations/:id',
    summary: '一次应邀会议',
    access: ofInvitation,
    params,
    query: z.object({ done: z.string().optional() }),
    replies: { 200: { description: '应邀会议' } },
    handle: ({ account, caseId, query }, deps) =>
      showOne(deps, account, caseId, NOTICES[query.done ?? ''] ?? null, null),
  }),
  reasonRoute('calling-off', '在页面取消应邀会议', 'called-off', callOffInvitation),
  reasonRoute('reconsidering', '在页面提出重新确定由谁参加', 'reconsidered', reconsiderAttendance),
];

/** An act on one invitation that takes nothing but its reason. */
function reasonRoute(
  path: string,
  summary: string,
  done: keyof typeof NOTICES,
  act: typeof callOffInvitation,
) {
  return defineRoute({
    method: 'post',
    path: `/meeting-invitations/:id/${path}`,
    summary,
    access: ofInvitation,
    params,
    body: z.object({ reason: z.string().default('') }),
    bodyKind: 'form',
    replies: answers,
    handle: ({ account, caseId, body, log }, deps) =>
      answering(
        async () => {
          await act(deps, account, caseId, parsed(reasonGiven, body).reason);
          log.info({ event: `invitation.${done}`, caseId });
          return `/meeting-invitations/${caseId}?done=${done}`;
        },
        (problem) => showOne(deps, account, caseId, null, problem),
      ),
  });
}

async function showList(
  deps: Dependencies,
  account: Account,
  wanted: number | undefined,
  typed: TypedInvitation | null,
  problem: Problem | null,
): Promise<Reply> {
  const { office, tasklistUrl, pool, clock } = deps;
  const now = clock.now();
  const thisYear = dayIn(now, office.timeZone).year;
  const year = wanted ?? thisYear;
  const people = await loadPeopleSnapshot(pool, now);
  const shown = {
    office,
    tasklistUrl,
    account,
    year,
    invitations: await listReadableInvitations(deps, account, year),
    conveners: await registeredConveners(deps, account),
    bodies: people.bodies
      .filter(({ kind }) => kind !== 'government')
      .map(({ id, shortName }) => ({ id, label: shortName })),
    typed,
    problem,
  };
  return page(invitationList(shown), problem?.details.status);
}

async function showOne(
  deps: Dependencies,
  account: Account,
  caseId: string,
  notice: string | null,
  problem: Problem | null,
): Promise<Reply> {
  const { office, tasklistUrl } = deps;
  const invitation = await viewInvitation(deps, account, caseId);
  return page(
    invitationView({ office, tasklistUrl, account, invitation, notice, problem }),
    problem?.details.status,
  );
}
