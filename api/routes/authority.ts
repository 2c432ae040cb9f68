import { z } from 'zod';
import { listAppointments } from '../../db/appointments';
import { listDelegations } from '../../db/delegations';
import { defineRoute } from '../defineRoute';
import { json } from '../reply';
import { appointment, delegation, newAppointment, newDelegation, revocation } from '../schemas/authority';
import { uuid } from '../schemas/text';
import { recordAppointment, recordDelegation, revoke } from '../useCases/authority';

const staff = { role: 'staff', relation: 'none' } as const;
const ended = z.object({ ended: z.enum(['true', 'false']).default('false') });

/** 委托 and 任免: who may act for whom, and who is in which post. */
export const authorityRoutes = () => [
  defineRoute({
    method: 'get',
    path: '/api/v1/delegations',
    summary: '委托：现行和将要生效的；ended=true 时连同已终止的',
    access: staff,
    query: ended,
    replies: { 200: { description: '委托', schema: z.object({ items: z.array(delegation) }) } },
    handle: async ({ query }, deps) =>
      json(200, { items: await listDelegations(deps.pool, { ended: query.ended === 'true' }) }),
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/delegations',
    summary: '登记委托：本人登记，或由办公室任职登记人登记',
    access: staff,
    body: newDelegation,
    replies: { 201: { description: '已登记', schema: delegation } },
    handle: async ({ account, body, log }, deps) => {
      const { fromPersonId = account.personId, ...rest } = body;
      const recorded = await recordDelegation(deps, account, { ...rest, fromPersonId });
      log.info({ event: 'delegation.recorded', delegationId: recorded.id });
      return json(201, recorded);
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/delegations/:id/revocation',
    summary: '撤销委托，即时生效',
    access: staff,
    params: z.object({ id: uuid }),
    body: revocation,
    replies: { 200: { description: '已撤销', schema: delegation } },
    handle: async ({ account, params, body, log }, deps) => {
      const revoked = await revoke(deps, account, params.id, body.reason);
      log.info({ event: 'delegation.revoked', delegationId: revoked.id });
      return json(200, revoked);
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/appointments',
    summary: '在任和将要到任的',
    access: staff,
    replies: { 200: { description: '任职', schema: z.object({ items: z.array(appointment) }) } },
    handle: async (_call, deps) => json(200, { items: await listAppointments(deps.pool) }),
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/appointments',
    summary: '登记到任或离任：由系统管理员或者办公室任职登记人登记',
    access: staff,
    body: newAppointment,
    replies: { 200: { description: '已登记', schema: z.object({ state: z.literal('recorded') }) } },
    handle: async ({ account, body, log }, deps) => {
      await recordAppointment(deps, account, body);
      log.info({ event: `appointment.${body.change}`, postId: body.postId, holderId: body.personId });
      return json(200, { state: 'recorded' });
    },
  }),
];
