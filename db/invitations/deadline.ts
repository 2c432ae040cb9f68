import { elements } from '../../domain/generated/ids';
import type { StageDeadline } from '../../domain/steps/stageDeadline';
import type { Queryable } from '../pool';

const { userTask_ConfirmAttendance: CONFIRM, userTask_AcceptEntrustment: ACCEPT } =
  elements.meetingInvitation;

/**
 * Who attends is settled before the meeting begins: where the table's limit is later, its beginning is the deadline. A step
 * that opens after it has the table's limit. Other steps keep theirs.
 *
 * @rule art-43 art-58
 */
export async function beforeTheMeeting(
  sql: Queryable,
  { caseId, elementId, openedAt }: { caseId: string; elementId: string; openedAt: Date },
  due: StageDeadline,
): Promise<StageDeadline> {
  if (elementId !== CONFIRM && elementId !== ACCEPT) return due;
  const { rows } = await sql.query<{ at: Date }>(
    'select starts_at as at from meeting_invitations where case_id = $1',
    [caseId],
  );
  const at = rows[0]?.at;
  return at && at > openedAt && at < due.at ? { ...due, at, provisional: false } : due;
}
