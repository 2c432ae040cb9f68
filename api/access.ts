import { findAccount } from '../db/accounts';
import type { Account } from '../db/accounts';
import { findCaseOfAttachment } from '../db/attachments';
import { findCaseOfTask } from '../db/cases';
import { findCaseOfCountersign } from '../db/countersign/caseOf';
import type { CountersignParameter } from '../db/countersign/caseOf';
import type { Queryable } from '../db/pool';
import type { Dependencies } from './dependencies';
import { notFound, unauthenticated } from './problems';
import type { Subject } from './useCases/afterMeeting/subjects';
import { requireSubject } from './useCases/afterMeeting/subjects';
import type { AttendanceSubject } from './useCases/attendance/access';
import { requireAttendance } from './useCases/attendance/access';
import { requireMeetingReader } from './useCases/meetings/access';
import { requireTopicReader } from './useCases/topics/access';
import { relationTo } from './relations';

/**
 * Who may call a route. `role`: `public` = anyone, `staff` = anyone logged in, `admin` = an administrator of the
 * system. `relation`: how he must stand to the case that the path names; administrators get no more of a case
 * than anyone else (art 56).
 */
export type Access =
  | { role: 'public' | 'staff' | 'admin'; relation: 'none' }
  /** Who may read the meeting that `:id` names: see `findMeetingReader`. */
  | { role: 'staff'; relation: 'meeting' }
  /** Who may read the topic that `:id` names: see `requireTopicReader`. */
  | { role: 'staff'; relation: 'topic' }
  /** Who may read what `:id` names of what follows from meetings: see `requireSubject`. */
  | { role: 'staff'; relation: 'subject'; by: Subject }
  /** Whose notice, or leave, `:id` names: see `requireAttendance`. */
  | { role: 'staff'; relation: 'attendance'; by: AttendanceSubject }
  | {
      role: 'staff';
      /**
       * `reader`: see `findRelation`; `editor`: who changes the text now, the drafter or who has the step for it;
       * `drafter`: only he.
       */
      relation: 'reader' | 'editor' | 'drafter';
      /** What the path's parameter is: the case itself, one of its attachments, or a task of it. */
      by: 'case' | 'attachment' | 'task' | CountersignParameter;
    };

/** The path parameter that names the case, its attachment or its task. */
const PARAMETER = {
  case: 'id',
  attachment: 'id',
  task: 'userTaskKey',
  countersign: 'id',
  'countersign-request': 'id',
  'countersign-comment': 'id',
} as const;

const NEEDED = { reader: 'isReader', editor: 'isEditor', drafter: 'isDrafter' } as const;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const LARGEST_KEY = 2n ** 63n - 1n;

const CASE_OF: Record<keyof typeof PARAMETER, (sql: Queryable, value: string) => Promise<string | null>> = {
  case: async (_sql, id) => (UUID.test(id) ? id.toLowerCase() : null),
  attachment: async (sql, id) => (UUID.test(id) ? findCaseOfAttachment(sql, id) : null),
  task: async (sql, key) => (isEngineKey(key) ? findCaseOfTask(sql, key) : null),
  countersign: async (sql, id) => (UUID.test(id) ? findCaseOfCountersign(sql, 'countersign', id) : null),
  'countersign-request': async (sql, id) =>
    UUID.test(id) ? findCaseOfCountersign(sql, 'countersign-request', id) : null,
  'countersign-comment': async (sql, id) =>
    UUID.test(id) ? findCaseOfCountersign(sql, 'countersign-comment', id) : null,
};

/** The account of a session; throws 401 where the route is not public and nobody is logged in. */
export async function authenticate(
  deps: Dependencies,
  access: Access,
  personId: string | undefined,
): Promise<Account | null> {
  const account = personId === undefined ? null : await findAccount(deps.pool, personId);
  if (!account && access.role !== 'public') throw unauthenticated();
  return account;
}

/**
 * Holds a person to the declaration and answers the case concerned, if any. Whoever has nothing to do with a case
 * gets the same 404 as for a case that does not exist; so does a reader where only the drafter, or only who changes
 * the text, may.
 *
 * @rule art-56
 */
export async function authorise(
  deps: Dependencies,
  access: Access,
  account: Account | null,
  parameters: Record<string, string>,
): Promise<string | null> {
  if (access.role === 'admin' && !account?.isAdmin) throw notFound();
  if (access.relation === 'none') return null;
  if (!account) throw unauthenticated();

  if (access.relation === 'meeting') {
    const meetingId = (parameters['id'] ?? '').toLowerCase();
    if (!UUID.test(meetingId)) throw notFound();
    await requireMeetingReader(deps, account, meetingId);
    return meetingId;
  }
  if (access.relation === 'topic') {
    const topicId = (parameters['id'] ?? '').toLowerCase();
    if (!UUID.test(topicId)) throw notFound();
    await requireTopicReader(deps, account, topicId);
    return topicId;
  }
  if (access.relation === 'subject') {
    const id = (parameters['id'] ?? '').toLowerCase();
    if (!UUID.test(id)) throw notFound();
    await requireSubject(deps, account, access.by, id);
    return id;
  }
  if (access.relation === 'attendance') {
    const id = (parameters['id'] ?? '').toLowerCase();
    if (!UUID.test(id)) throw notFound();
    await requireAttendance(deps, account, access.by, id);
    return id;
  }
  const caseId = await CASE_OF[access.by](deps.pool, parameters[PARAMETER[access.by]] ?? '');
  if (!caseId) throw notFound();
  const relation = await relationTo(deps, account, caseId);
  if (!relation?.[NEEDED[access.relation]]) throw notFound();
  return caseId;
}

function isEngineKey(value: string): boolean {
  return /^[0-9]{1,19}$/.test(value) && BigInt(value) <= LARGEST_KEY;
}
