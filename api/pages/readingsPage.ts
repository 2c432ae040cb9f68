import { z } from 'zod';
import type { Account } from '../../db/accounts';
import { listTouchedCases } from '../../db/readModels/readingUse';
import { isoDay } from '../dates';
import { defineRoute } from '../defineRoute';
import type { Dependencies } from '../dependencies';
import { invalid, Problem } from '../problems';
import type { Reply } from '../reply';
import { page, redirect } from '../reply';
import { describeIssues } from '../schemas/issues';
import { newChoice, rerouting } from '../schemas/readings';
import { uuid } from '../schemas/text';
import { chooseReading, keepsReadings, listReadings } from '../useCases/readings';
import { rerouteCase } from '../useCases/rerouteCase';
import type { TypedChoice } from './readingsView';
import { readingsView } from './readingsView';
import { readableCases } from '../relations';

const staff = { role: 'staff', relation: 'none' } as const;
const NOTICES: Record<string, string> = {
  chosen: '口径已改选。此后报送的按新口径，在办件仍按报送时的口径办理。',
  rerouted: '此件已改按现行口径办理，正在重新送审签。',
};
const typed = z.record(z.string(), z.string());
const replies = {
  303: { description: '已登记' },
  400: { description: '填写有误，所填内容保留' },
  403: { description: '不承担口径登记职责' },
  404: { description: '没有这一项' },
  409: { description: '现状不容许' },
  422: { description: '不能登记，所填内容保留' },
};

/** 条文适用口径登记, as people read and record it. */
export const readingsPageRoutes = () => [
  defineRoute({
    method: 'get',
    path: '/readings',
    summary: '条文适用口径登记',
    access: staff,
    query: z.object({ done: z.string().optional() }),
    replies: { 200: { description: '条文适用口径登记' } },
    handle: ({ account, query }, deps) => show(deps, account, { notice: NOTICES[query.done ?? ''] ?? null }),
  }),
  defineRoute({
    method: 'post',
    path: '/readings/:readingId/choices',
    summary: '在页面改选口径',
    access: staff,
    params: z.object({ readingId: z.string().max(100) }),
    body: typed,
    bodyKind: 'form',
    replies,
    handle: ({ account, params, body }, deps) =>
      done(deps, account, 'chosen', { readingId: params.readingId, fields: body }, () => {
        const { option = '', since = '', chosenBy = '', basis = '' } = body;
        const choice = parsed(newChoice, { option, since: since || null, chosenBy, basis });
        return chooseReading(deps, account, params.readingId, choice);
      }),
  }),
  defineRoute({
    method: 'post',
    path: '/readings/cases/:id/rerouting',
    summary: '在页面登记在办件改按现行口径办理',
    access: { role: 'staff', relation: 'reader', by: 'case' },
    params: z.object({ id: uuid }),
    body: z.object({ reason: z.string().default('') }),
    bodyKind: 'form',
    replies,
    handle: ({ account, caseId, body }, deps) =>
      done(deps, account, 'rerouted', null, () =>
        rerouteCase(deps, account, caseId, parsed(rerouting, body).reason),
      ),
  }),
];

function parsed<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value, { reportInput: true });
  if (!result.success) throw invalid(describeIssues(result.error));
  return result.data;
}

async function done(
  deps: Dependencies,
  account: Account,
  what: keyof typeof NOTICES,
  kept: TypedChoice | null,
  work: () => Promise<unknown>,
): Promise<Reply> {
  try {
    await work();
    return redirect(`/readings?done=${what}`);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return show(deps, account, { problem: error, typed: kept });
  }
}

async function show(
  deps: Dependencies,
  account: Account,
  shown: { notice?: string | null; problem?: Problem; typed?: TypedChoice | null },
): Promise<Reply> {
  const { office, pool, tasklistUrl } = deps;
  const touched = await listTouchedCases(pool);
  const view = readingsView({
    office,
    account,
    tasklistUrl,
    today: isoDay(deps.clock.now(), office.timeZone),
    readings: await listReadings(deps),
    isKeeper: await keepsReadings(deps, account),
    touched,
    readable: await readableCases(
      deps,
      account,
      touched.map(({ caseId }) => caseId),
    ),
    notice: shown.notice ?? null,
    problem: shown.problem ?? null,
    typed: shown.typed ?? null,
  });
  return page(view, shown.problem?.details.status);
}
