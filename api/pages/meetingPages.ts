import { z } from 'zod';
import { defineRoute } from '../defineRoute';
import { page } from '../reply';
import {
  arrangedAgenda,
  changedMeeting,
  comparedVersions,
  earlyOpening,
  newMeeting,
  reasoned,
} from '../schemas/meetings';
import { uuid } from '../schemas/text';
import { requireManager, requireMeetingReader } from '../useCases/meetings/access';
import { cancelMeeting, openTheMeeting, reopenAgenda } from '../useCases/meetings/acts';
import { arrangeAgenda } from '../useCases/meetings/arranging';
import { changePlan, planMeeting } from '../useCases/meetings/plan';
import { compareVersions } from '../useCases/meetings/view';
import { yearPicture } from '../useCases/meetings/year';
import { answering } from './answering';
import { parsed } from './countersignActs';
import { itemsFrom, typedAgenda } from './meetingArrange';
import { comparisonPage } from './meetingComparison';
import { planFrom, typedPlan } from './meetingPlanForm';
import { show, showArranging, showList } from './meetingShow';
import { meetingYearPage } from './meetingYear';

const staff = { role: 'staff', relation: 'none' } as const;
const reader = { role: 'staff', relation: 'meeting' } as const;
const params = z.object({ id: uuid });
const year = z.coerce.number().int().min(2000).max(2200);
const answers = {
  303: { description: '已办' },
  400: { description: '填写有误' },
  403: { description: '不由您办理' },
  409: { description: '现在不能这样做' },
  422: { description: '不合规定' },
};
const NOTICES: Record<string, string> = {
  planned: '已计划，请编排议程。',
  agenda: '议程已保存；编好以后请呈批。',
  plan: '时间、地点和主持人已保存。',
  reopening: '已重新编排，改好以后请呈批。',
  cancellation: '已取消，并告知有关人员。',
  opening: '已开会。',
};

/** 会议 as people see and handle it (arts 6, 35-38). */
export const meetingPageRoutes = () => [
  defineRoute({
    method: 'get',
    path: '/meetings',
    summary: '会议日程',
    access: staff,
    query: z.object({ year: year.optional() }),
    replies: { 200: { description: '会议' } },
    handle: ({ account, query }, deps) => showList(deps, account, query.year ?? null, null, null),
  }),
  defineRoute({
    method: 'post',
    path: '/meetings',
    summary: '在页面计划会议',
    access: staff,
    body: typedPlan,
    bodyKind: 'form',
    replies: answers,
    handle: ({ account, body, log }, deps) => {
      return answering(
        async () => {
          const plan = planFrom(body, deps.office.timeZone);
          const wish = parsed(newMeeting, { kind: body.kind, ...plan });
          const id = await planMeeting(deps, account, { ...wish, startsAt: new Date(wish.startsAt) });
          log.info({ event: 'meeting.planned', meetingId: id });
          return `/meetings/${id}?done=planned`;
        },
        (problem) => showList(deps, account, null, problem, body),
      );
    },
  }),
  defineRoute({
    method: 'get',
    path: '/meetings/year/:year',
    summary: '一年的会议情况',
    access: staff,
    params: z.object({ year }),
    replies: { 200: { description: '图' } },
    handle: async ({ account, params: wanted }, deps) =>
      page(meetingYearPage(deps, account, await yearPicture(deps, account, wanted.year))),
  }),
  defineRoute({
    method: 'get',
    path: '/meetings/:id',
    summary: '一次会议',
    access: reader,
    params,
    query: z.object({ done: z.string().optional() }),
    replies: { 200: { description: '会议' } },
    handle: ({ account, params: { id }, query }, deps) =>
      show(deps, account, id, { notice: NOTICES[query.done ?? ''] ?? null }),
  }),
  defineRoute({
    method: 'get',
    path: '/meetings/:id/comparison',
    summary: '比较议程的两版',
    access: reader,
    params,
    query: comparedVersions,
    replies: { 200: { description: '不同之处' } },
    handle: async ({ account, params: { id }, query }, deps) => {
      const { meeting } = await requireMeetingReader(deps, account, id);
      const compared = await compareVersions(deps, account, id, query);
      return page(comparisonPage(deps, account, meeting, compared));
    },
  }),
  ...arrangingRoutes(),
  ...actRoutes(),
];

function arrangingRoutes() {
  return [
    defineRoute({
      method: 'get',
      path: '/meetings/:id/agenda',
      summary: '编排议程',
      access: reader,
      params,
      replies: { 200: { description: '编排' }, 403: { description: '不由您办理' } },
      handle: ({ account, params: { id } }, deps) => showArranging(deps, account, id, null),
    }),
    defineRoute({
      method: 'post',
      path: '/meetings/:id/agenda',
      summary: '在页面保存议程',
      access: reader,
      params,
      body: typedAgenda,
      bodyKind: 'form',
      replies: answers,
      handle: async ({ account, params: { id }, body }, deps) => {
        requireManager(await requireMeetingReader(deps, account, id));
        return answering(
          async () => {
            const { items } = parsed(arrangedAgenda, { items: itemsFrom(body) });
            await arrangeAgenda(deps, account, id, items);
            return `/meetings/${id}?done=agenda`;
          },
          (problem) => showArranging(deps, account, id, problem),
        );
      },
    }),
    defineRoute({
      method: 'post',
      path: '/meetings/:id/plan',
      summary: '在页面改时间、地点和主持人',
      access: reader,
      params,
      body: typedPlan,
      bodyKind: 'form',
      replies: answers,
      handle: ({ account, params: { id }, body }, deps) => {
        return answering(
          async () => {
            const wish = parsed(changedMeeting, planFrom(body, deps.office.timeZone));
            await changePlan(deps, account, id, { ...wish, startsAt: new Date(wish.startsAt) });
            return `/meetings/${id}?done=plan`;
          },
          (problem) => showArranging(deps, account, id, problem),
        );
      },
    }),
  ];
}

/** What was typed of a reason, as the API would have it. */
type TypedReasonForm = { reason: string };
const needed = (body: TypedReasonForm): string => parsed(reasoned, body).reason;
/** Only where the meeting is opened long before its time. */
const mayBe = ({ reason }: TypedReasonForm): string =>
  reason.trim() === '' ? '' : (parsed(earlyOpening, { reason }).reason ?? '');

const ACTS: {
  name: string;
  summary: string;
  work: typeof reopenAgenda;
  reasonOf: (body: TypedReasonForm) => string;
}[] = [
  { name: 'reopening', summary: '批印后重新编排', work: reopenAgenda, reasonOf: needed },
  { name: 'cancellation', summary: '取消会议', work: cancelMeeting, reasonOf: needed },
  { name: 'opening', summary: '开会', work: openTheMeeting, reasonOf: mayBe },
];

function actRoutes() {
  return ACTS.map(({ name, summary, work, reasonOf }) =>
    defineRoute({
      method: 'post',
      path: `/meetings/:id/${name}`,
      summary: `在页面${summary}`,
      access: reader,
      params,
      body: z.object({ reason: z.string().default('') }),
      bodyKind: 'form',
      replies: answers,
      handle: ({ account, params: { id }, body, log }, deps) => {
        return answering(
          async () => {
            await work(deps, account, id, reasonOf(body));
            log.info({ event: `meeting.${name}`, meetingId: id });
            return `/meetings/${id}?done=${name}`;
          },
          (problem) => show(deps, account, id, { problem, typed: { act: name, reason: body.reason } }),
        );
      },
    }),
  );
}
