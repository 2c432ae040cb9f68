import type { Account } from '../../../db/accounts';
import { findCase } from '../../../db/cases';
import type { Case } from '../../../db/cases';
import { loadPeopleSnapshot } from '../../../db/people';
import type { Topic } from '../../../db/meetings/topics';
import { findTopic } from '../../../db/meetings/topics';
import type { Dependencies } from '../../dependencies';
import { notFound } from '../../problems';
import { isLeader, isMeetingSecretary } from '../meetings/access';
import { relationTo } from '../../relations';

/** A topic, and how whoever asks stands to it. */
export interface TopicReader {
  topic: Topic;
  found: Case;
  isDrafter: boolean;
  /** Handles meetings in the Office. */
  isSecretary: boolean;
}

const LISTED = ['in', 'postponed', 'other-meeting', 'scheduled', 'decided'];

/**
 * Who reads a topic: whoever drafted it or has to do with its case; once it is handed in, the Office's 会务; the leaders,
 * once it is listed. For others it isn't there.
 *
 * @rule art-56
 */
export async function requireTopicReader(
  deps: Dependencies,
  account: Account,
  caseId: string,
): Promise<TopicReader> {
  const topic = await findTopic(deps.pool, caseId);
  const found = topic && (await findCase(deps.pool, caseId));
  if (!topic || !found) throw notFound('议题');
  const now = deps.clock.now();
  const isSecretary = await isMeetingSecretary(deps.pool, account.personId, now);
  const relation = await relationTo(deps, account, caseId);
  const isDrafter = relation?.isDrafter ?? false;
  const isHandedIn = found.status !== 'draft';
  const mayRead =
    relation?.isReader ||
    (isHandedIn && (isSecretary || topic.reporterPersonId === account.personId)) ||
    (LISTED.includes(topic.state) && isLeader(await loadPeopleSnapshot(deps.pool, now), account.personId));
  if (!mayRead) throw notFound('议题');
  return { topic, found, isDrafter, isSecretary };
}
