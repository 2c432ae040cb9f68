import { z } from 'zod';
import { currentCalendar } from '../../db/calendar';
import type { Account } from '../../db/accounts';
import { dayIn } from '../../domain/calendar';
import { defineRoute } from '../defineRoute';
import type { Dependencies } from '../dependencies';
import { invalid, Problem } from '../problems';
import type { Reply } from '../reply';
import { page, redirect } from '../reply';
import { deadlineQuery } from '../schemas/calendar';
import { describeIssues } from '../schemas/issues';
import {
  describeVersions,
  enterNotice,
  previewNotice,
  previewRollback,
  rollBack,
} from '../useCases/calendar';
import { explain } from '../useCases/explainDeadline';
import { noticeFrom, typedNotice } from './calendarForm';
import type { TypedNotice } from './calendarForm';
import { previewView } from './calendarPreview';
import { calendarView } from './calendarView';
import type { Html } from './html';
import { layout } from './layout';

const admin = { role: 'admin', relation: 'none' } as const;
const NOTICES: Record<string, string> = {
  entered: '通知已录入，形成新的一版；在办件的期限随即重算，记入各件的办理过程。',
  restored: '已恢复，形成新的一版；在办件的期限随即重算，记入各件的办理过程。',
};
const word = z.string().default('');
const typedRollback = z.object({ version: word, reason: word, basedOn: word });
const answers = {
  200: { description: '将有的变动' },
  303: { description: '已办' },
  400: { description: '填写有误，所填内容保留' },
  404: { description: '没有这一版' },
  409: { description: '核对之后日历另有更新' },
  422: { description: '不能录入，所填内容保留' },
};

/** 工作日历, as people read and administrators enter it. */
export const calendarPageRoutes = () => [
  defineRoute({
    method: 'get',
    path: '/calendar',
    summary: '工作日历',
    access: { role: 'staff', relation: 'none' },
    query: z.object({ year: word, done: word, from: word, workingDays: word }),
    replies: {
      200: { description: '工作日历' },
      400: { description: '填写有误' },
      422: { description: '无法计算' },
    },
    handle: ({ account, query }, deps) => showYear(deps, account, query),
  }),
  defineRoute({
    method: 'post',
    path: '/calendar/previews',
    summary: '在页面核对通知将有的变动',
    access: admin,
    body: typedNotice,
    bodyKind: 'form',
    replies: answers,
    handle: ({ account, body }, deps) =>
      orShow(deps, account, body, async () => {
        const preview = await previewNotice(deps, account, noticeFrom(body));
        const confirm = {
          title: `核对：${body.title}`,
          action: '/calendar/notices',
          button: '录入',
          fields: body,
        };
        return shown(deps, account, previewView(deps.office, preview, confirm));
      }),
  }),
  defineRoute({
    method: 'post',
    path: '/calendar/notices',
    summary: '在页面录入通知',
    access: admin,
    body: typedNotice,
    bodyKind: 'form',
    replies: answers,
    handle: ({ account, body }, deps) =>
      orShow(deps, account, body, async () => {
        await enterNotice(deps, account, noticeFrom(body), body.basedOn);
        return redirect(`/calendar?year=${Number(body.year)}&done=entered`);
      }),
  }),
  defineRoute({
    method: 'post',
    path: '/calendar/rollback-previews',
    summary: '在页面核对恢复某一版将有的变动',
    access: admin,
    body: typedRollback,
    bodyKind: 'form',
    replies: answers,
    handle: ({ account, body }, deps) =>
      orShow(deps, account, null, async () => {
        requireReason(body.reason);
        const preview = await previewRollback(deps, account, body.version);
        const confirm = {
          title: `核对：恢复为${body.version}版`,
          action: '/calendar/rollbacks',
          button: '恢复',
          fields: body,
        };
        return shown(deps, account, previewView(deps.office, preview, confirm));
      }),
  }),
  defineRoute({
    method: 'post',
    path: '/calendar/rollbacks',
    summary: '在页面恢复某一版',
    access: admin,
    body: typedRollback,
    bodyKind: 'form',
    replies: answers,
    handle: ({ account, body }, deps) =>
      orShow(deps, account, null, async () => {
        requireReason(body.reason);
        await rollBack(deps, account, body);
        return redirect('/calendar?done=restored');
      }),
  }),
];

function requireReason(reason: string): void {
  if (reason.trim() === '') throw invalid([{ field: 'reason', label: '理由', message: '请写明' }]);
}

/** What is refused is shown on the page, with what was typed. A version that isn't there is no matter of the form. */
async function orShow(
  deps: Dependencies,
  account: Account,
  typed: TypedNotice | null,
  work: () => Promise<Reply>,
): Promise<Reply> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return show(deps, account, { problem: error, typed });
  }
}

interface Asked {
  year?: string;
  done?: string;
  from?: string;
  workingDays?: string;
}

async function showYear(deps: Dependencies, account: Account, query: Asked): Promise<Reply> {
  const { from = '', workingDays = '' } = query;
  if (from === '' && workingDays === '') return show(deps, account, { query });
  try {
    const parsed = deadlineQuery.safeParse({ from, workingDays }, { reportInput: true });
    if (!parsed.success) throw invalid(describeIssues(parsed.error));
    const explained = await explain(deps, parsed.data);
    return await show(deps, account, { query, counted: { ...parsed.data, explained } });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return show(deps, account, { query, problem: error });
  }
}

type Shown = { query?: Asked } & Partial<
  Pick<Parameters<typeof calendarView>[0], 'problem' | 'typed' | 'counted'>
>;

async function show(
  deps: Dependencies,
  account: Account,
  { query = {}, problem = null, typed = null, counted = null }: Shown,
): Promise<Reply> {
  const calendar = await currentCalendar(deps.pool);
  const now = deps.clock.now();
  const asked = Number(query.year);
  const year = Number.isInteger(asked) && asked > 0 ? asked : dayIn(now, calendar.timeZone).year;
  const view = calendarView({
    office: deps.office,
    account,
    now,
    calendar,
    year,
    versions: await describeVersions(deps.pool),
    notice: NOTICES[query.done ?? ''] ?? null,
    problem,
    typed,
    counted,
  });
  return shown(deps, account, view, problem?.details.status);
}

function shown({ office, tasklistUrl }: Dependencies, account: Account, body: Html, status?: number): Reply {
  return page(layout({ office, title: '工作日历', account, tasklistUrl, body }), status);
}
