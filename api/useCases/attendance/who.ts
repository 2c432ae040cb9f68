import type { Account } from '../../../db/accounts';
import type { Channel } from '../../../db/attendance/leaveRequests';
import type { Participant } from '../../../db/meetings/participants';
import type { Capacity, PeopleSnapshot } from '../../../domain/people/types';
import { capacitiesIn } from '../../../domain/people/capacitiesIn';
import { capacityLabel } from '../../../domain/people/nameOfCapacity';
import { forbidden, unacceptable } from '../../problems';
import { MEETING_DUTY } from '../meetings/access';
import type { MeetingReader } from '../meetings/access';

/** In which of his posts somebody handles meetings: 行署办公室科员祁小满. */
export function secretaryCapacity(people: PeopleSnapshot, { personId }: Account): Capacity | null {
  const own = capacitiesIn(people, ({ duties }) => duties.includes(MEETING_DUTY));
  return own.find((one) => one.personId === personId) ?? null;
}

/** How whoever records something is called then: as the secretary he is, else as who takes part. */
export function recorderLabel(
  people: PeopleSnapshot,
  account: Account,
  participant: Pick<Participant, 'personId' | 'label'>,
): string {
  const secretary = secretaryCapacity(people, account);
  if (participant.personId === account.personId) return participant.label;
  return secretary ? capacityLabel(secretary) : account.displayName;
}

/**
 * Who enters a word: somebody for himself in the system; what came by telephone or text message the secretaries alone, and
 * they say who rang.
 *
 * @rule art-38 art-39
 */
export function requireEntry(
  reader: MeetingReader,
  isOwn: boolean,
  { channel, by }: { channel: Channel; by: string },
): void {
  if (channel === 'system' && isOwn) return;
  if (!reader.isSecretary)
    throw forbidden('电话、短信和别人的回执、请假由会务人员登记；您可以在系统中为自己办理。');
  if (channel === 'system') {
    throw unacceptable('channel-needed', '请写明途径', '代别人登记的，请写明是电话还是短信。');
  }
  if (by === '')
    throw unacceptable('caller-needed', '请写明何人告知', '电话、短信登记的，请写明来电、来信的人。');
}
