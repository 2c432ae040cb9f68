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
import { newHolding, newRegionalMeeting, regionalRequest } from '../schemas/regionalMeetings';
import { lineOrEmpty, reasonGiven, uuid } from '../schemas/text';
import { heldPosts } from '../useCases/capacities';
import { callOffRegionalMeeting, recordHolding } from '../useCases/regionalMeetings/endings';
import { proposeRegionalMeeting } from '../useCases/regionalMeetings/propose';
import { listReadable, viewRegionalMeeting } from '../useCases/regionalMeetings/read';
import { submitRegionalRequest } from '../useCases/regionalMeetings/submitRequest';
import { answering } from './answering';
import { parsed } from './countersignActs';
import type { TypedMeeting } from './regionalMeetingForm';
import { meetingFrom, regionalMeetingForm, typedMeeting } from './regionalMeetingForm';
import { regionalMeetingList } from './regionalMeetingList';
import { regionalMeetingView } from './regionalMeetingView';

const staff = { role: 'staff', relation: 'none' } as const;
const ofCase = { role: 'staff', relation: 'reader', by: 'case' } as const;
const params = z.object({ id: uuid });
const word = z.string().default('');
const NOTICES: Record<string, string> = {
  proposed: '已申请，送分管领导。',
  requested: '请示已填报，送办公室核对。',
  held: '召开情况已登记。',
  'called-off': '已取消，本年度的次数已让出。',
};
const answers = {
  303: { description: '已登记' },
  400: { description: '填写有误' },
  403: { description: '不由您办理' },
  409: { description: '现在不能这样做' },
  422: { description: '不合规定' },
};

/** 区域性会议 as people read and record them. */
export const regionalMeetingPageRoutes = (office: Office) => [
  defineRoute({
    method: 'get',
    path: '/regional-meetings',
    summary: '一年的区域性会议',
    access: staff,
    query: z.object({ year: yearWanted, body: lineOrEmpty(100).optional() }),
    replies: { 200: { description: '区域性会议' } },
    handle: async ({ account, query }, deps) => {
      const thisYear = dayIn(deps.clock.now(), office.timeZone).year;
      const year = query.year ?? thisYear;
      const bodyId = query.body || null;
      const people = await loadPeopleSnapshot(deps.pool, deps.clock.now());
      const meetings = await listReadable(deps, account, { year, bodyId });
      const bodies = people.bodies.filter(({ kind }) => kind === 'department');
      return page(regionalMeetingList({ ...shown(deps, account), meetings, year, thisYear, bodyId, bodies }));
    },
  }),
  defineRoute({
    method: 'get',
    path: '/regional-meetings/new',
    summary: '申请召开区域性会议',
    access: staff,
    replies: { 200: { description: '申请' } },
    handle: ({ account }, deps) => showForm(deps, account, null, null),
  }),
  defineRoute({
    method: 'post',
    path: '/regional-meetings',
    summary: '在页面申请召开区域性会议',
    access: staff,
    body: typedMeeting,
    bodyKind: 'form',
    replies: answers,
    handle: ({ account, body, log }, deps) => {
      return answering(
        async () => {
          const { postId, ...plan } = parsed(newRegionalMeeting(office), meetingFrom(body, office.timeZone));
          const caseId = await proposeRegionalMeeting(deps, account, plan, postId || undefined);
          log.info({ event: 'regionalMeeting.proposed', caseId });
          return `/regional-meetings/${caseId}?done=proposed`;
        },
        (problem) => showForm(deps, account, body, problem),
      );
    },
  }),
  defineRoute({
    method: 'get',
    path: '/regional-meetings/:id',
    summary: '一次区域性会议',
    access: ofCase,
    params,
    query: z.object({ done: z.string().optional() }),
    replies: { 200: { description: '区域性会议' } },
    handle: ({ account, caseId, query }, deps) =>
      showOne(deps, account, caseId, NOTICES[query.done ?? ''] ?? null, null),
  }),
  defineRoute({
    method: 'post',
    path: '/regional-meetings/:id/request',
    summary: '在页面填报请示',
    access: ofCase,
    params,
    body: z.object({ requestCaseId: word }),
    bodyKind: 'form',
    replies: answers,
    handle: ({ account, caseId, body }, deps) =>
      done(deps, account, caseId, 'requested', () =>
        submitRegionalRequest(deps, account, caseId, parsed(regionalRequest, body).requestCaseId),
      ),
  }),
  defineRoute({
    method: 'post',
    path: '/regional-meetings/:id/holding',
    summary: '在页面登记召开情况',
    access: ofCase,
    params,
    body: z.object({ heldOn: word, days: word, size: word, costYuan: word, words: word }),
    bodyKind: 'form',
    replies: answers,
    handle: ({ account, caseId, body }, deps) =>
      done(deps, account, caseId, 'held', () => {
        const { days, size, costYuan } = body;
        const numbers = { days: Number(days), size: Number(size), costYuan: Number(costYuan) };
        return recordHolding(deps, account, caseId, parsed(newHolding, { ...body, ...numbers }));
      }),
  }),
  defineRoute({
    method: 'post',
    path: '/regional-meetings/:id/calling-off',
    summary: '在页面取消召开',
    access: ofCase,
    params,
    body: z.object({ reason: word }),
    bodyKind: 'form',
    replies: answers,
    handle: ({ account, caseId, body }, deps) =>
      done(deps, account, caseId, 'called-off', () =>
        callOffRegionalMeeting(deps, account, caseId, parsed(reasonGiven, body).reason),
      ),
  }),
];

const shown = ({ office, tasklistUrl }: Dependencies, account: Account) => ({ office, tasklistUrl, account });

async function done(
  deps: Dependencies,
  account: Account,
  caseId: string,
  what: keyof typeof NOTICES,
  work: () => Promise<void>,
): Promise<Reply> {
  return answering(
    async () => {
      await work();
      return `/regional-meetings/${caseId}?done=${what}`;
    },
    (problem) => showOne(deps, account, caseId, null, problem),
  );
}

async function showOne(
  deps: Dependencies,
  account: Account,
  caseId: string,
  notice: string | null,
  problem: Problem | null,
): Promise<Reply> {
  const meeting = await viewRegionalMeeting(deps, account, caseId);
  return page(
    regionalMeetingView({ ...shown(deps, account), meeting, notice, problem }),
    problem?.details.status,
  );
}

async function showForm(
  deps: Dependencies,
  account: Account,
  typed: TypedMeeting | null,
  problem: Problem | null,
): Promise<Reply> {
  const people = await loadPeopleSnapshot(deps.pool, deps.clock.now());
  const departments = people.bodies.filter(({ kind }) => kind === 'department').map(({ id }) => id);
  const posts = heldPosts(people, account.personId).filter(({ bodyId }) => departments.includes(bodyId));
  return page(
    regionalMeetingForm({ ...shown(deps, account), posts, typed, problem }),
    problem?.details.status,
  );
}
