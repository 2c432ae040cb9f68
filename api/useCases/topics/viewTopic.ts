import type { Account } from '../../../db/accounts';
import { findDraft, isEditable } from '../../../db/drafts';
import type { Evidence } from '../../../db/meetings/evidences';
import { listEvidences } from '../../../db/meetings/evidences';
import { listMaterials } from '../../../db/meetings/materials';
import type { Material } from '../../../db/meetings/materials';
import { findTopicFindings } from '../../../db/meetings/topicFaults';
import { listTopicActs } from '../../../db/meetings/topicActs';
import { isOnAgenda } from '../../../db/meetings/topics';
import type { Topic, TopicState } from '../../../db/meetings/topics';
import { findRunningCase } from '../../../db/runningCases';
import { findLatestVersion } from '../../../db/versions';
import type { GateFinding } from '../../../domain/routing/gates';
import { stateInWords } from '../../../domain/meetings/topicStates';
import type { Dependencies } from '../../dependencies';
import { labelOf, revisingDecisions } from '../../office';
import { findLeadActor } from '../countersign/actors';
import { requireTopicReader } from './access';
import type { TopicReader } from './access';

const LATE: TopicState[] = ['in', 'postponed', 'other-meeting', 'scheduled'];
const AGAIN: TopicState[] = ['postponed', 'other-meeting'];

export type TopicView = Awaited<ReturnType<typeof viewTopic>>;

/** A topic as its reader is shown it, with what he may do there. @rule art-38 art-56 */
export async function viewTopic(deps: Dependencies, account: Account, caseId: string) {
  const { pool, office } = deps;
  const reader = await requireTopicReader(deps, account, caseId);
  const { topic, found, isDrafter, isSecretary } = reader;
  const draft = await findDraft(pool, caseId, revisingDecisions(office));
  const version = await findLatestVersion(pool, caseId);
  const editable = draft !== null && isEditable(draft, account.personId);
  const isLate = LATE.includes(topic.state) && found.status === 'in-progress';
  const acts = await listTopicActs(pool, caseId);
  return {
    ...summaryOf(deps, topic),
    purpose: topic.purpose,
    proposal: topic.proposal,
    budget: topic.budget,
    explanation: topic.explanation,
    opinions: found.grounds.opinions,
    reporter: { personId: topic.reporterPersonId, postId: topic.reporterPostId },
    concernedBodies: (draft?.content.concernedBodies ?? []).map((id) => ({
      id,
      label: office.bodies.find((body) => body.id === id)?.name ?? id,
    })),
    evidences: evidencesOf(deps, await listEvidences(pool, caseId)),
    flags: office.meetings.topicFlags.map(({ id, label }) => ({ id, label, value: topic[id] })),
    materials: (await listMaterials(pool, caseId)).map((one) => withKind(deps, one)),
    revision: draft?.revision ?? 1,
    version: version && { id: version.id, number: version.number, sha256: version.sha256 },
    findings: await findingsOf(deps, reader),
    acts: acts.map((one) => ({
      ...one,
      decisionLabel: labelOf(office.vocabulary.decisions, one.decision),
    })),
    editable,
    mayChangeMaterials: editable || (isLate && (isDrafter || isSecretary)),
    mayListAgain: isSecretary && AGAIN.includes(topic.state),
    mayWithdraw: await mayWithdraw(deps, account, reader),
  };
}

/** What a list of topics says of each. */
export function summaryOf({ office }: Dependencies, topic: Topic) {
  const { meetings } = office;
  return {
    id: topic.caseId,
    title: topic.title,
    status: topic.status,
    state: topic.state,
    stateLabel: topic.status === 'draft' ? '起草' : stateInWords(topic.state),
    stateSince: topic.stateSince,
    bodyId: topic.bodyId,
    bodyName: topic.bodyName,
    category: topic.category,
    categoryLabel: labelOf(meetings.topicCategories, topic.category),
    meetingKind: topic.meetingKind,
    meetingLabel: labelOf(meetings.kinds, topic.meetingKind),
    reporterName: topic.reporterName,
    reporterPostLabel: topic.reporterPostLabel,
    minutes: topic.minutes,
  };
}

export function withKind({ office }: Dependencies, material: Material) {
  return { ...material, kindLabel: labelOf(office.meetings.materialKinds, material.kind) };
}

/** In the office's order. */
function evidencesOf({ office }: Dependencies, given: Evidence[]): (Evidence & { label: string })[] {
  return office.meetings.evidences.flatMap(({ id, label }) =>
    given.filter(({ evidence }) => evidence === id).map((one) => ({ ...one, label })),
  );
}

/** By the rule set that the case pinned; nothing more is asked of what has ended. */
async function findingsOf(deps: Dependencies, { topic, found }: TopicReader): Promise<GateFinding[]> {
  if (found.status === 'ended') return [];
  return findTopicFindings(deps.pool, deps.office, topic.caseId, found.ruleSetHash ?? 'current');
}

async function mayWithdraw(deps: Dependencies, account: Account, { topic }: TopicReader): Promise<boolean> {
  if (![...AGAIN, 'in'].includes(topic.state) || (await isOnAgenda(deps.pool, topic.caseId))) return false;
  const running = await findRunningCase(deps.pool, topic.caseId);
  return running !== null && (await findLeadActor(deps, deps.pool, account, running, topic.bodyId)) !== null;
}
