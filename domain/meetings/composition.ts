import type { Capacity, PeopleSnapshot } from '../people/types';
import { capacitiesIn } from '../people/capacitiesIn';
import { capacityLabel } from '../people/nameOfCapacity';

/** What `meetingRules` answers for a kind of meeting: who convenes and presides, in the article's own verb. */
export interface MeetingRule {
  presider: string;
  act: string;
  /** Who may plan one in the name of whoever convenes it, and handle what it needs. */
  planners: string[];
  /** Who is told of a month that had none, where it is held each month. */
  alertTo: string[];
  article: string;
  reading: string;
  words: string;
}

/** What `meetingMembers` answers: holder words. */
export interface MeetingMembers {
  members: string[];
  article: string;
  reading: string;
  words: string;
}

/** What `meetingAttendees` answers: bodies that sit in each time, and those outside the office that are invited. */
export interface MeetingAttendees {
  bodies: string[];
  invited: string[];
  article: string;
  reading: string;
  words: string;
}

/** member: 组成人员; attending: 列席; invited: 邀请, outside the office's own people. */
export type ParticipantClass = 'member' | 'attending' | 'invited';

/** Who belongs to a meeting, and by which rule. */
export interface ParticipantPlan {
  class: ParticipantClass;
  personId: string | null;
  postId: string | null;
  bodyId: string | null;
  /** 人大工委: whom the office invites without knowing who comes. */
  externalName: string | null;
  /** Items to which he is called; null: the whole meeting. */
  itemIds: string[] | null;
  words: string;
  article: string;
}

/** As far as it says who is called to an item. */
export interface CalledItem {
  itemId: string;
  reporter: { personId: string; postId: string };
  bodyIds: string[];
}

/** Why somebody is called to an item alone. */
const ITEM_WORDS = { reporter: '汇报人', body: '有关单位列席' } as const;

/**
 * Who belongs to a meeting: its members, those who sit in each time, those invited, and for each item its reporter and
 * the bodies called to it. Each person once, in the highest of these classes; the order is that of seats and lists.
 *
 * @param find everyone in office whom a holder word finds
 * @rule art-36 art-37
 */
export function composeMeeting(input: {
  members: MeetingMembers;
  attendees: MeetingAttendees;
  items: readonly CalledItem[];
  externals: readonly { id: string; label: string }[];
  find: (holder: string) => Capacity[];
  people: PeopleSnapshot;
}): ParticipantPlan[] {
  const { members, attendees, items, externals, find, people } = input;
  const plans: ParticipantPlan[] = [];
  const has = (personId: string | null): boolean => plans.some((one) => one.personId === personId);
  for (const capacity of members.members.flatMap(find)) {
    if (!has(capacity.personId))
      plans.push({ ...of(capacity, people), class: 'member', itemIds: null, ...why(members) });
  }
  for (const bodyId of attendees.bodies) {
    for (const one of representing(bodyId, people)) {
      if (one.personId === null || !has(one.personId))
        plans.push({ ...one, itemIds: null, ...why(attendees) });
    }
  }
  plans.push(...calledTo(items, attendees, people, has));
  for (const id of attendees.invited) {
    plans.push({
      ...NOBODY,
      class: 'invited',
      externalName: externals.find((one) => one.id === id)?.label ?? id,
      itemIds: null,
      ...why(attendees),
    });
  }
  return plans;
}

const NOBODY = { personId: null, postId: null, bodyId: null, externalName: null };

const why = ({ article, words }: { article: string; words: string }): { article: string; words: string } => ({
  article,
  words,
});

/** Those who are there for some items only, each with all of his. */
function calledTo(
  items: readonly CalledItem[],
  { article }: MeetingAttendees,
  people: PeopleSnapshot,
  has: (personId: string | null) => boolean,
): ParticipantPlan[] {
  const called: ParticipantPlan[] = [];
  const add = (one: ReturnType<typeof representing>[number], itemId: string, words: string): void => {
    if (one.personId !== null && has(one.personId)) return;
    const known = called.find(
      ({ personId, bodyId }) => personId === one.personId && (personId !== null || bodyId === one.bodyId),
    );
    if (!known) called.push({ ...one, itemIds: [itemId], words, article });
    else if (!known.itemIds?.includes(itemId)) known.itemIds = [...(known.itemIds ?? []), itemId];
  };
  for (const { itemId, reporter, bodyIds } of items) {
    const bodyId = people.posts.find(({ id }) => id === reporter.postId)?.bodyId ?? null;
    const person = { ...NOBODY, class: 'attending' as const, ...reporter, bodyId };
    add(person, itemId, ITEM_WORDS.reporter);
    for (const body of bodyIds) {
      for (const one of representing(body, people)) add(one, itemId, ITEM_WORDS.body);
    }
  }
  return called;
}

/** A body's principal; where it has none those in charge of it; else the body itself, whoever comes. */
function representing(
  bodyId: string,
  people: PeopleSnapshot,
): Omit<ParticipantPlan, 'itemIds' | 'words' | 'article'>[] {
  const principals = capacitiesIn(people, (post) => post.bodyId === bodyId && post.isPrincipal);
  const found =
    principals.length > 0
      ? principals
      : capacitiesIn(people, (post) => post.bodyId === bodyId && post.isInCharge).slice(0, 1);
  if (found.length > 0) return found.map((one) => ({ ...of(one, people), class: 'attending' }));
  const name = people.bodies.find(({ id }) => id === bodyId)?.shortName ?? bodyId;
  return [{ ...NOBODY, class: 'attending', bodyId, externalName: name }];
}

function of({ personId, postId }: Capacity, people: PeopleSnapshot) {
  const bodyId = people.posts.find(({ id }) => id === postId)?.bodyId ?? null;
  return { personId, postId, bodyId, externalName: null };
}

/** 常务副专员郑怀朔（受专员艾力亚尔·玉苏普委托，喀署办〔2026〕3号）: who presides, and for whom. */
export function presiderWords(capacity: Capacity): string {
  const { onBehalfOf } = capacity;
  const label = capacityLabel(capacity);
  return onBehalfOf ? `${label}（受${capacityLabel(onBehalfOf)}委托，${onBehalfOf.basis}）` : label;
}
