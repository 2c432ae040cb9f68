import type { Account } from '../../../db/accounts';
import { listItemsOf } from '../../../db/meetings/items';
import type { MeetingItem } from '../../../db/meetings/items';
import type { Substitute } from '../../../db/attendance/substitutes';
import { listSubstitutesOf } from '../../../db/attendance/substitutes';
import { findMeeting } from '../../../db/meetings/meetings';
import type { Meeting } from '../../../db/meetings/meetings';
import type { Participant } from '../../../db/meetings/participants';
import { listParticipantsOf } from '../../../db/meetings/participants';
import { loadPeopleSnapshot } from '../../../db/people';
import type { Queryable } from '../../../db/pool';
import type { RuleSet } from '../../../db/ruleSets';
import { loadRuleSet } from '../../../db/ruleSets';
import { listRuleSetsOf } from '../../../db/runningCases';
import { holdersInOffice } from '../../../db/stepTerms';
import { holdsDuty } from '../../../domain/people/duties';
import type { PeopleSnapshot, Post } from '../../../domain/people/types';
import type { Dependencies } from '../../dependencies';
import type { Office } from '../../office';
import { forbidden, notFound } from '../../problems';

/** 会务: who plans meetings, arranges agendas, records who came; see people.json. */
export const MEETING_DUTY = 'meeting-affairs';

/** How far somebody reads a meeting. */
export interface MeetingReader {
  meeting: Meeting;
  /** Ids of the items that he may read, or all; time, place and presider he knows in any case. */
  scope: 'all' | string[];
  /** Whether he has the duty of handling the Office's meetings. */
  isSecretary: boolean;
  /** Whether he is on record as its presider. */
  isPresider: boolean;
  /** Whether he may handle what the meeting needs in the name of whoever convenes it: see meetingRules.dmn. */
  mayManage: boolean;
}

/** Whether an item is within what he reads. */
export const readsItem = ({ scope }: Pick<MeetingReader, 'scope'>, itemId: string): boolean =>
  scope === 'all' || scope.includes(itemId);

/**
 * How far he reads this meeting; for everybody else it does not exist (404). All of it: those who handle meetings in the
 * Office, whoever presides, the leaders, its members and those who attend the whole of it. Only their items: those who
 * are called to them, and the department that proposed the topic.
 *
 * @rule art-56
 */
export async function requireMeetingReader(
  deps: AccessDeps,
  account: Account,
  meetingId: string,
): Promise<MeetingReader> {
  const reader = await findMeetingReader(deps, account, meetingId);
  if (!reader) throw notFound('会议');
  return reader;
}

type AccessDeps = Pick<Dependencies, 'pool' | 'clock' | 'office'>;

/** The same; null for everybody else. */
export async function findMeetingReader(
  deps: AccessDeps,
  account: Account,
  meetingId: string,
): Promise<MeetingReader | null> {
  const meeting = await findMeeting(deps.pool, meetingId);
  return (meeting && (await readersOf(deps, account, [meeting]))[0]) ?? null;
}

/** How far he reads each of these meetings, without those that don't exist for him; as many queries for many as for one. */
export async function readersOf(
  { pool, clock, office }: AccessDeps,
  { personId }: Account,
  meetings: readonly Meeting[],
): Promise<MeetingReader[]> {
  const people = await loadPeopleSnapshot(pool, clock.now());
  const isSecretary = holdsDuty(people, personId, MEETING_DUTY);
  const readsAll = isSecretary || isLeader(people, personId);
  const ids = meetings.map(({ caseId }) => caseId);
  const rules = await listRuleSetsOf(pool, ids);
  const called = readsAll ? NOBODY : await loadCalled(pool, ids);
  const readers: MeetingReader[] = [];
  for (const meeting of meetings) {
    const rule = rules.find(({ caseId }) => caseId === meeting.caseId);
    if (!rule) continue;
    const ruleSet = await loadRuleSet(pool, rule.ruleSetHash);
    const isPresider = meeting.presiderPersonId === personId;
    const mayManage = managersOf(office, ruleSet, meeting.kind, people).includes(personId);
    const scope =
      readsAll || isPresider || mayManage ? 'all' : scopeOf(called, meeting.caseId, people, personId);
    if (scope.length > 0) readers.push({ meeting, isSecretary, isPresider, mayManage, scope });
  }
  return readers;
}

/** Who belongs to meetings, and what is on their agendas. */
interface Called {
  participants: Participant[];
  substitutes: Substitute[];
  items: MeetingItem[];
}
const NOBODY: Called = { participants: [], substitutes: [], items: [] };

async function loadCalled(sql: Queryable, meetingIds: readonly string[]): Promise<Called> {
  return {
    participants: await listParticipantsOf(sql, meetingIds),
    substitutes: await listSubstitutesOf(sql, meetingIds),
    items: await listItemsOf(sql, meetingIds),
  };
}

/** All of it, or the items of a meeting that are his to read. */
function scopeOf(called: Called, id: string, people: PeopleSnapshot, personId: string): 'all' | string[] {
  // Whoever comes for somebody whose leave was granted reads what that one would.
  const standsFor = called.substitutes
    .filter((one) => one.meetingId === id && one.personId === personId)
    .map(({ participantId }) => participantId);
  const own = called.participants.filter(
    (one) => one.meetingId === id && (one.personId === personId || standsFor.includes(one.id)),
  );
  if (own.some(({ itemIds }) => itemIds === null)) return 'all';
  const items = called.items.filter((item) => item.meetingId === id && isOfHis(item, people, personId));
  return [...new Set([...own.flatMap(({ itemIds }) => itemIds ?? []), ...items.map((item) => item.id)])];
}

/** Who may plan meetings of a kind, and handle them. @rule art-6 art-38 */
export function managersOf(
  office: Pick<Office, 'holders'>,
  ruleSet: RuleSet,
  kind: string,
  people: PeopleSnapshot,
): string[] {
  const nobody = { drafter: { personId: '', postId: '' }, draftingBodyId: '' };
  const { planners } = ruleSet.meetingRule(kind);
  return holdersInOffice(office, planners, nobody, people).capacities.map(({ personId }) => personId);
}

/** Who handles the meeting; throws 403 for others who read it. */
export function requireManager({ mayManage }: Pick<MeetingReader, 'mayManage'>): void {
  if (!mayManage) throw forbidden('会务由办公室会务人员和办公室负责人办理。');
}

/** Who has the duty of handling meetings; throws 403 for others who read it. */
export function requireSecretary({ isSecretary }: Pick<MeetingReader, 'isSecretary'>): void {
  if (!isSecretary) throw forbidden('会务由办公室会务人员办理。');
}

/** The department's own topic: who drafted it, and those in charge there. */
function isOfHis(item: MeetingItem, people: PeopleSnapshot, personId: string): boolean {
  if (item.topicDrafterPersonId === personId) return true;
  return postsOf(people, personId).some(
    ({ bodyId, isInCharge, isPrincipal }) => bodyId === item.bodyId && (isInCharge || isPrincipal),
  );
}

/** 行署领导: those in charge in the government itself. */
export function isLeader(people: PeopleSnapshot, personId: string): boolean {
  const governments = people.bodies.filter(({ kind }) => kind === 'government').map(({ id }) => id);
  return postsOf(people, personId).some(
    ({ bodyId, isInCharge }) => isInCharge && governments.includes(bodyId),
  );
}

export function postsOf(people: PeopleSnapshot, personId: string): Post[] {
  const held = people.holdings.filter((one) => one.personId === personId).map(({ postId }) => postId);
  return people.posts.filter(({ id }) => held.includes(id));
}

/** Who handles meetings in the Office now. */
export async function isMeetingSecretary(sql: Queryable, personId: string, at: Date): Promise<boolean> {
  return holdsDuty(await loadPeopleSnapshot(sql, at), personId, MEETING_DUTY);
}
