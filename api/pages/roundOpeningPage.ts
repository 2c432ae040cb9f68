import { z } from 'zod';
import { defineRoute } from '../defineRoute';
import { Problem } from '../problems';
import { redirect } from '../reply';
import { newRound } from '../schemas/countersigns';
import { uuid } from '../schemas/text';
import { openRound } from '../useCases/countersign/openRound';
import { showCase } from './casePage';
import { limitFrom, parsed } from './countersignActs';

const word = z.string().default('');
const typedRound = z.object({
  purpose: word,
  // One box that is ticked comes as a string, several as a list.
  departments: z.union([z.array(z.string()), z.string().transform((one) => [one])]).default([]),
  previousRoundId: word,
  limitDays: word,
  limitReason: word,
});

export const roundOpeningPageRoutes = () => [
  defineRoute({
    method: 'post',
    path: '/cases/:id/countersigns',
    summary: '在办件页发起会签或征求意见',
    access: { role: 'staff', relation: 'reader', by: 'case' },
    params: z.object({ id: uuid }),
    body: typedRound,
    bodyKind: 'form',
    replies: {
      303: { description: '已发起' },
      400: { description: '填写有误，所填内容保留' },
      403: { description: '不由您办理' },
      409: { description: '不能发起，所填内容保留' },
      422: { description: '期限不合规定，所填内容保留' },
    },
    handle: async ({ account, caseId, body, log }, deps) => {
      try {
        const { limitDays, limitReason, purpose, departments, previousRoundId } = parsed(newRound, {
          purpose: body.purpose,
          departments: body.departments.map((bodyId) => ({ bodyId })),
          ...(body.previousRoundId && { previousRoundId: body.previousRoundId }),
          ...limitFrom(body),
        });
        const own = limitDays === undefined ? null : { days: limitDays, reason: limitReason ?? null };
        const wish = { purpose, departments, previousRoundId: previousRoundId ?? null, own };
        const roundId = await openRound(deps, account, caseId, wish);
        log.info({ event: 'countersign.opened', roundId });
        return redirect(`/countersigns/${roundId}?done=opened`);
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        return showCase(deps, account, caseId, { problem: error, round: body });
      }
    },
  }),
];
