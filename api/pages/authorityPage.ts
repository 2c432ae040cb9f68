import { z } from 'zod';
import { listAppointments } from '../../db/appointments';
import { listDelegations } from '../../db/delegations';
import { loadPeopleSnapshot } from '../../db/people';
import { currentReadings } from '../../db/readings';
import { listTravelReports } from '../../db/travelReports';
import type { Account } from '../../db/accounts';
import { readingSettings } from '../../domain/routing';
import { defineRoute } from '../defineRoute';
import type { Dependencies } from '../dependencies';
import { invalid, Problem } from '../problems';
import type { Reply } from '../reply';
import { page, redirect } from '../reply';
import { newDelegation, newTravelReport, revocation } from '../schemas/authority';
import { describeIssues } from '../schemas/issues';
import { uuid } from '../schemas/text';
import { isRegistrar, recordDelegation, revoke } from '../useCases/authority';
import { recordReturn, reportTravel } from '../useCases/travelReports';
import type { TypedAuthority } from './authorityForms';
import { delegationFrom, travelFrom, typedFields } from './authorityForms';
import { authorityView } from './authorityView';

const staff = { role: 'staff', relation: 'none' } as const;
const NOTICES: Record<string, string> = {
  delegated: '委托已登记。',
  revoked: '委托已撤销，即时生效。',
  reported: '外出已报备，将告知有关领导。',
  returned: '返回已登记。',
};
const answers = {
  303: { description: '已登记' },
  400: { description: '填写有误，所填内容保留' },
  403: { description: '不能代为登记' },
  404: { description: '没有这一项' },
  409: { description: '已经终止' },
  422: { description: '不能登记，所填内容保留' },
};

/** 在任、委托、外出, as people read and record them. */
export const authorityPageRoutes = () => [
  defineRoute({
    method: 'get',
    path: '/authority',
    summary: '在任、委托和外出',
    access: staff,
    query: z.object({ done: z.string().optional() }),
    replies: { 200: { description: '在任、委托和外出' } },
    handle: async ({ account, query }, deps) =>
      show(deps, account, { notice: NOTICES[query.done ?? ''] ?? null }),
  }),
  defineRoute({
    method: 'post',
    path: '/authority/delegations',
    summary: '在页面登记委托',
    access: staff,
    body: typedFields,
    bodyKind: 'form',
    replies: answers,
    handle: ({ account, body }, deps) =>
      done(deps, account, 'delegated', { delegation: body }, async () => {
        const request = parsed(newDelegation, delegationFrom(body, deps.office.timeZone));
        await recordDelegation(deps, account, { ...request, fromPersonId: account.personId });
      }),
  }),
  defineRoute({
    method: 'post',
    path: '/authority/delegations/:id/revocation',
    summary: '在页面撤销委托',
    access: staff,
    params: z.object({ id: uuid }),
    body: z.object({ reason: z.string().default('') }),
    bodyKind: 'form',
    replies: answers,
    handle: ({ account, params, body }, deps) =>
      done(deps, account, 'revoked', {}, async () => {
        await revoke(deps, account, params.id, parsed(revocation, body).reason);
      }),
  }),
  defineRoute({
    method: 'post',
    path: '/authority/travel-reports',
    summary: '在页面报备外出',
    access: staff,
    body: typedFields,
    bodyKind: 'form',
    replies: answers,
    handle: ({ account, body }, deps) =>
      done(deps, account, 'reported', { travel: body }, async () => {
        const report = parsed(newTravelReport, travelFrom(body, deps.office.timeZone));
        await reportTravel(deps, account, { ...report, personId: account.personId });
      }),
  }),
  defineRoute({
    method: 'post',
    path: '/authority/travel-reports/:id/return',
    summary: '在页面登记返回',
    access: staff,
    params: z.object({ id: uuid }),
    body: z.object({}),
    bodyKind: 'form',
    replies: answers,
    handle: ({ account, params }, deps) =>
      done(deps, account, 'returned', {}, async () => {
        await recordReturn(deps, account, params.id);
      }),
  }),
];

interface Shown {
  notice?: string | null;
  problem?: Problem;
  delegation?: TypedAuthority;
  travel?: TypedAuthority;
}

function parsed<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value, { reportInput: true });
  if (!result.success) throw invalid(describeIssues(result.error));
  return result.data;
}

/** Does it and goes back to the page; what is refused is shown there with what was typed. */
async function done(
  deps: Dependencies,
  account: Account,
  what: keyof typeof NOTICES,
  typed: Pick<Shown, 'delegation' | 'travel'>,
  work: () => Promise<void>,
): Promise<Reply> {
  try {
    await work();
    return redirect(`/authority?done=${what}`);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return show(deps, account, { ...typed, problem: error });
  }
}

async function show(deps: Dependencies, account: Account, shown: Shown): Promise<Reply> {
  const { pool, office, tasklistUrl } = deps;
  const people = await loadPeopleSnapshot(pool, deps.clock.now());
  return page(
    authorityView({
      office,
      tasklistUrl,
      account,
      people,
      isRegistrar: isRegistrar(deps, people, account),
      delegateRanks: readingSettings(office.readings, await currentReadings(pool)).delegateRanks,
      delegations: await listDelegations(pool),
      travels: await listTravelReports(pool),
      appointments: await listAppointments(pool),
      notice: shown.notice ?? null,
      problem: shown.problem ?? null,
      typed: { delegation: shown.delegation ?? null, travel: shown.travel ?? null },
    }),
    shown.problem?.details.status,
  );
}
