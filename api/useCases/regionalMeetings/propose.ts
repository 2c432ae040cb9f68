import { randomUUID } from 'node:crypto';
import type { Account } from '../../../db/accounts';
import { loadPeopleSnapshot } from '../../../db/people';
import type { Queryable } from '../../../db/pool';
import { currentReadings } from '../../../db/readings';
import { findingsOf } from '../../../db/regionalMeetings/findings';
import type { RegionalPlan } from '../../../db/regionalMeetings/meetings';
import { insertRegionalMeeting, lockYear, takenPlaces } from '../../../db/regionalMeetings/meetings';
import { loadRuleSet } from '../../../db/ruleSets';
import { startCase } from '../../../db/startCase';
import { withTransaction } from '../../../db/transaction';
import { dayIn } from '../../../domain/calendar/zonedDay';
import { messages, processes } from '../../../domain/generated/ids';
import type { PeopleSnapshot } from '../../../domain/people/types';
import { freePlace } from '../../../domain/regionalMeetings/gateInputs';
import type { GateFinding } from '../../../domain/routing/gates';
import type { Dependencies } from '../../dependencies';
import { forbidden, refusedByRule, unacceptable } from '../../problems';
import type { HeldPost } from '../capacities';
import { heldPosts } from '../capacities';
import { describePlan } from './describePlan';

const PROCESS = '区域性会议';

/**
 * 申请召开区域性会议: a department's own, asked of the leader in charge first. The year's place is the body's from here on; of
 * two that are applied for at once the second sees the first.
 *
 * @rule art-41 art-59
 * @returns the case's id
 */
export async function proposeRegionalMeeting(
  deps: Dependencies,
  account: Account,
  plan: RegionalPlan,
  postId: string | undefined,
): Promise<string> {
  const { office } = deps;
  return withTransaction(deps.pool, async (sql) => {
    const people = await loadPeopleSnapshot(sql, deps.clock.now());
    const post = chooseDepartmentPost(people, account, postId);
    if (plan.startsAt <= people.at) {
      throw unacceptable('in-the-past', '时间有误', '会议开始时间应在现在之后，请核对。');
    }
    const { year } = dayIn(plan.startsAt, office.timeZone);
    await lockYear(sql, post.bodyId, year);
    const taken = await takenPlaces(sql, post.bodyId, year);
    const findings = await judged(deps, sql, plan, post.bodyId, taken.length);

    const caseId = randomUUID();
    await startCase(sql, {
      caseId,
      processId: processes.regionalMeetingRequest,
      startMessage: messages.regionalMeetingProposed,
      kindLabel: PROCESS,
      title: plan.title,
      blocks: describePlan(office, plan),
      openedBy: {
        personId: account.personId,
        personName: account.displayName,
        postId: post.postId,
        postLabel: post.postLabel,
        bodyId: post.bodyId,
      },
      bodyName: post.bodyName,
      // The office's ordinary urgency: its table of time limits knows its own words only.
      facts: { urgency: office.vocabulary.urgencies[0]?.id ?? '' },
      summary: '申请召开会议，先征求分管领导意见',
      pageUrl: `${deps.publicUrl}/regional-meetings/${caseId}`,
    });
    const placeInYear = freePlace(taken);
    await insertRegionalMeeting(sql, caseId, plan, { bodyId: post.bodyId, year, placeInYear, findings });
    return caseId;
  });
}

/** What the table says of it; throws with every gate that refuses. */
async function judged(
  { office }: Dependencies,
  sql: Queryable,
  plan: RegionalPlan,
  bodyId: string,
  earlier: number,
): Promise<GateFinding[]> {
  const ruleSet = await loadRuleSet(sql, 'current');
  const readings = await currentReadings(sql);
  const findings = findingsOf(office, ruleSet, { ...plan, bodyId }, { earlier, readings });
  const refused = findings.filter(({ outcome }) => outcome === 'refuse');
  const [first] = refused;
  if (!first) return findings;
  const words = refused.map(({ label, words: said }) => `${label}：${said}`).join('');
  throw refusedByRule('按规定不能召开', words, first.rule, refused);
}

/** A post in a department: a region-wide meeting is a department's own. */
function chooseDepartmentPost(
  people: PeopleSnapshot,
  account: Account,
  postId: string | undefined,
): HeldPost {
  const departments = people.bodies.filter(({ kind }) => kind === 'department').map(({ id }) => id);
  const posts = heldPosts(people, account.personId).filter(({ bodyId }) => departments.includes(bodyId));
  if (posts.length === 0) throw forbidden('区域性会议由召开会议的部门申请，您现在不在部门任职。');
  const [only, ...others] = postId ? posts.filter((post) => post.postId === postId) : posts;
  if (!only || others.length > 0) {
    const names = posts.map((post) => `${post.postLabel}（${post.postId}）`).join('、');
    throw unacceptable('capacity-needed', '请选择职务', `请写明以哪一职务申请：${names}。`);
  }
  return only;
}
