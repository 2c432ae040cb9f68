import { z } from 'zod';
import { loadPeopleSnapshot } from '../../db/people';
import { defineRoute } from '../defineRoute';
import type { Office } from '../office';
import { unacceptable } from '../problems';
import { json } from '../reply';
import { gateFinding, holder, rule } from '../schemas/common';
import { groundsInput, noGrounds } from '../schemas/content';
import { factsOf } from '../schemas/drafts';
import { line } from '../schemas/text';
import { heldPosts } from '../useCases/capacities';
import type { DraftChecks } from '../useCases/previewRoute';
import { previewRoute } from '../useCases/previewRoute';

const resolution = z.object({
  holder: z.string(),
  label: z.string(),
  words: z.string(),
  persons: z.array(holder),
});

const preview = z
  .object({
    outcome: z.enum(['route', 'refuse']),
    act: z.string(),
    reviewers: z.array(resolution),
    signatories: z.array(resolution),
    rule,
    obstacles: z.array(z.string()),
    gates: z.array(gateFinding),
  })
  .meta({ id: 'RoutePreview' });

export const routePreviewRoutes = (office: Office) => [
  defineRoute({
    method: 'post',
    path: '/api/v1/route-previews',
    summary: '报送前检查：审签人、须先办理的事项及依据，不留任何记录',
    access: { role: 'staff', relation: 'none' },
    body: z.strictObject({
      facts: factsOf(office),
      grounds: groundsInput.default(noGrounds),
      draftingBodyId: line(100).optional(),
      concernedBodies: z.array(line(100)).max(200).default([]).meta({ description: '会签单位的标识' }),
    }),
    replies: { 200: { description: '审签路线', schema: preview } },
    handle: async ({ account, body }, deps) => {
      const people = await loadPeopleSnapshot(deps.pool, deps.clock.now());
      const posts = heldPosts(people, account.personId);
      const draftingBodyId = body.draftingBodyId ?? posts[0]?.bodyId;
      if (!draftingBodyId || !people.bodies.some(({ id }) => id === draftingBodyId)) {
        throw unacceptable('no-such-body', '主办单位有误', '没有这个主办单位；您没有任职时须写明主办单位。');
      }
      const post = posts.find(({ bodyId }) => bodyId === draftingBodyId) ?? posts[0];
      const drafter = { personId: account.personId, postId: post?.postId ?? '' };
      const { facts, grounds, concernedBodies } = body;
      const found = await previewRoute(
        deps,
        deps.pool,
        { facts, grounds, content: { concernedBodies }, caseId: null },
        { drafter, draftingBodyId },
      );
      return json(200, asJson(found));
    },
  }),
];

function asJson(found: DraftChecks) {
  const persons = (resolutions: DraftChecks['reviewers']) =>
    resolutions.map((one) => ({
      holder: one.holder.id,
      label: one.holder.label,
      words: one.words,
      persons: one.capacities,
    }));
  return { ...found, reviewers: persons(found.reviewers), signatories: persons(found.signatories) };
}
