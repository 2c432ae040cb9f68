import { elements, processes } from '../../domain/generated/ids';
import type { RuleReference } from '../../domain/routing/facts';
import type { Office } from '../officeSchema';
import type { Queryable } from '../pool';
import { loadRuleSet } from '../ruleSets';
import type { RunningCase } from '../runningCases';
import { listItems, listMeetingsOfTopic } from './items';
import type { Meeting } from './meetings';
import { findMeeting } from './meetings';
import { presidersAt, presidingAs, presidingRefusal } from './presiders';

const { userTask_ArrangeAgenda: ARRANGE, userTask_ApprovePrinting: APPROVE } = elements.meeting;

type Asked = Pick<RunningCase, 'id' | 'processId' | 'ruleSetHash' | 'readings'>;

/**
 * Why an agenda can't be submitted, or not approved, as it stands; in Chinese and without a full stop. Null where nothing
 * stands against it, or it is about no meeting.
 *
 * @rule art-5 art-6 art-38
 */
export async function faultOfMeeting(
  sql: Queryable,
  office: Office,
  running: Asked,
  act: { elementId: string; decision: string; at: Date },
): Promise<string | null> {
  if (running.processId !== processes.meeting) return null;
  const meaning = office.vocabulary.decisions.find(({ id }) => id === act.decision);
  // A return needs nothing but its reasons.
  if (meaning?.needsReasons || (act.elementId !== ARRANGE && act.elementId !== APPROVE)) return null;
  const meeting = await findMeeting(sql, running.id);
  if (!meeting) return null;
  const moment = meeting.startsAt > act.at ? meeting.startsAt : act.at;
  const { fault } = await judgePresiding(sql, office, running, meeting, moment);
  return fault ? `${fault}。请改定主持人` : itemsFault(sql, meeting);
}

/**
 * Whether the one on record may preside at `at`, as far as it is on record now. `fault` says why not, without a full stop.
 *
 * @rule art-5 art-6
 */
export async function judgePresiding(
  sql: Queryable,
  office: Pick<Office, 'holders' | 'readings' | 'timeZone'>,
  running: Pick<RunningCase, 'ruleSetHash' | 'readings'>,
  meeting: Pick<Meeting, 'kind' | 'startsAt' | 'presiderPersonId' | 'presiderPostId' | 'presiderWords'>,
  at: Date,
): Promise<{ fault: string | null; rule: RuleReference }> {
  const ruleSet = await loadRuleSet(sql, running.ruleSetHash);
  const by = { kind: meeting.kind, ruleSet, readings: running.readings };
  const presiders = await presidersAt(sql, office, by, at);
  const fault = presidingAs(presiders, meeting) ? null : presidingRefusal(presiders, meeting.presiderWords);
  return { fault, rule: presiders.rule };
}

async function itemsFault(sql: Queryable, meeting: Meeting): Promise<string | null> {
  const items = await listItems(sql, meeting.caseId);
  if (items.length === 0) return '议程还没有议题，请先编排';
  const faults: string[] = [];
  for (const { title, topicState, topicCaseId } of items) {
    const meetings = await listMeetingsOfTopic(sql, topicCaseId);
    if (meetings.some((id) => id !== meeting.caseId) && topicState === 'scheduled') {
      faults.push(`《${title}》已列入另一次会议`);
    } else if (topicState !== 'in' && topicState !== 'scheduled') {
      faults.push(`《${title}》现在没有列入上会的决定`);
    }
  }
  return faults.length > 0 ? `${faults.join('；')}，请从议程中取消` : null;
}
