import { z } from 'zod';
import { loadPeopleSnapshot } from '../../db/people';
import { loadRuleSet } from '../../db/ruleSets';
import { holdersInOffice } from '../../db/stepTerms';
import { findTravelReport, tellOfTravel } from '../../db/travelReports';
import type { WorkerDeps } from '../deps';
import { defineWorker, PermanentError } from '../runJob';

/** How the table calls posts without a rank. */
const NO_RANK = 'none';

/**
 * 告知有关领导: tells of somebody's travel whom the table names by his rank. It moves nobody's authority.
 *
 * @rule art-54
 */
export const tellLeaders = defineWorker({
  type: 'travel.tellLeaders',
  action: '告知外出',
  input: z.object({ travelId: z.uuid() }),
  createHandler:
    ({ pool, clock, office }: WorkerDeps) =>
    async ({ travelId }) => {
      const report = await findTravelReport(pool, travelId);
      if (!report) throw new PermanentError('未查到这一外出报备的登记');
      const people = await loadPeopleSnapshot(pool, clock.now());
      const post = people.posts.find(({ id }) => id === report.postId);
      const { told } = (await loadRuleSet(pool, 'current')).travelNotice(post?.rankId ?? NO_RANK);
      const context = {
        drafter: { personId: report.personId, postId: report.postId },
        draftingBodyId: post?.bodyId ?? '',
      };
      const { capacities } = holdersInOffice(office, told, context, people);
      const others = capacities.map(({ personId }) => personId).filter((id) => id !== report.personId);
      await tellOfTravel(pool, travelId, [...new Set(others)]);
      return {};
    },
});
