import type { Topic, TopicFields } from '../../../db/meetings/topics';
import type { Evidence } from '../../../db/meetings/evidences';
import { loadPeopleSnapshot } from '../../../db/people';
import type { Queryable } from '../../../db/pool';
import type { DocumentContent } from '../../../domain/document/content';
import { topicBlocks } from '../../../domain/meetings/topicText';
import type { PeopleSnapshot } from '../../../domain/people/types';
import { refuseClassification } from '../../../rendering/checkPage';
import { RenderingError } from '../../../rendering/renderingError';
import type { Dependencies } from '../../dependencies';
import { labelOf } from '../../office';
import { unacceptable } from '../../problems';

/** What a topic says, as it is entered. */
export interface TopicInput extends Omit<TopicFields, 'reporterPersonId' | 'reporterPostId'> {
  title: string;
  /** Null: the department's principal reports. */
  reporter: { personId: string; postId: string } | null;
  /** 征求意见情况, where opinions were given otherwise than by countersigning. */
  opinions: string;
  concernedBodies: string[];
  evidences: Evidence[];
}

/** The topic's columns. Throws 422 where its reporter holds no such post, or nobody would report. */
export async function fieldsOf(
  deps: Dependencies,
  sql: Queryable,
  input: TopicInput,
  bodyId: string,
): Promise<TopicFields> {
  const people = await loadPeopleSnapshot(sql, deps.clock.now());
  const reporter = input.reporter ?? principalOf(people, bodyId);
  const holds = people.holdings.some(
    ({ personId, postId }) => personId === reporter?.personId && postId === reporter.postId,
  );
  if (!reporter || !holds) {
    throw unacceptable('reporter', '汇报人有误', '所选的汇报人现不担任所写的职务，请重新选择。');
  }
  return { ...input, reporterPersonId: reporter.personId, reporterPostId: reporter.postId };
}

/** Throws 422 for a body that isn't there or a text with a 密级 (law 12). */
export function requireEnterable({ office }: Dependencies, input: TopicInput): void {
  const unknown = input.concernedBodies.find((bodyId) => !office.bodies.some(({ id }) => id === bodyId));
  if (unknown !== undefined) throw unacceptable('no-such-body', '没有这个单位', `没有单位“${unknown}”。`);
  try {
    refuseClassification([input.title, input.purpose, input.proposal, input.explanation, input.opinions], '');
  } catch (error) {
    if (!(error instanceof RenderingError)) throw error;
    throw unacceptable(
      'classified',
      '涉密内容不得录入',
      '本系统不处理国家秘密，标有密级的议题请改走机要渠道。',
    );
  }
}

/** The content of a topic's version; its files stand in it already. */
export function contentOf(
  { office }: Dependencies,
  topic: Topic,
  input: TopicInput,
  attachments: DocumentContent['attachments'],
): DocumentContent {
  const { meetings } = office;
  const blocks = topicBlocks({
    ...input,
    categoryLabel: labelOf(meetings.topicCategories, input.category),
    meetingLabel: labelOf(meetings.kinds, input.meetingKind),
    reporter: `${topic.reporterPostLabel}${topic.reporterName}`,
    flags: meetings.topicFlags.map(({ id, label }) => ({ label, value: input[id] })),
    evidences: input.evidences.map(({ evidence, words }) => ({
      label: labelOf(meetings.evidences, evidence),
      words,
    })),
  });
  return {
    title: input.title,
    addressees: [],
    blocks,
    copyTo: [],
    attachments,
    ...(input.concernedBodies.length > 0 ? { concernedBodies: input.concernedBodies } : {}),
  };
}

function principalOf(
  people: PeopleSnapshot,
  bodyId: string,
): { personId: string; postId: string } | undefined {
  const principals = people.posts.filter((post) => post.bodyId === bodyId && post.isPrincipal);
  return people.holdings.find(({ postId }) => principals.some(({ id }) => id === postId));
}
