import { z } from 'zod';
import { defineRoute } from '../defineRoute';
import type { Office } from '../office';
import { json } from '../reply';
import { labelled } from '../schemas/common';
import { loadHeldPosts } from '../useCases/capacities';

const me = z
  .object({
    personId: z.string(),
    login: z.string(),
    displayName: z.string(),
    isAdmin: z.boolean(),
    capacities: z.array(
      z.object({ postId: z.string(), postLabel: z.string(), bodyId: z.string(), bodyName: z.string() }),
    ),
  })
  .meta({ id: 'Me' });

const vocabulary = z
  .object({
    officeName: z.string(),
    systemName: z.string(),
    demoNotice: z.string(),
    kinds: z.array(labelled.extend({ withoutAddressee: z.boolean().optional() })),
    series: z.array(labelled.extend({ mark: z.string() })),
    issuingNames: z.array(labelled),
    directions: z.array(labelled),
    importances: z.array(labelled),
    urgencies: z.array(labelled),
    decisions: z.array(labelled.extend({ needsReasons: z.boolean() })),
  })
  .meta({ id: 'Vocabulary' });

export const peopleRoutes = (office: Office) => [
  defineRoute({
    method: 'get',
    path: '/api/v1/me',
    summary: '本人及现任职务',
    access: { role: 'staff', relation: 'none' },
    replies: { 200: { description: '本人', schema: me } },
    handle: async ({ account }, deps) =>
      json(200, { ...account, capacities: await loadHeldPosts(deps, deps.pool, account.personId) }),
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/vocabulary',
    summary: '文种、发文字等取值及其名称',
    access: { role: 'staff', relation: 'none' },
    replies: { 200: { description: '取值', schema: vocabulary } },
    handle: async () =>
      json(200, {
        ...office.vocabulary,
        series: office.series,
        officeName: office.name,
        systemName: office.systemName,
        demoNotice: office.demoNotice,
      }),
  }),
];
