import { listLeaveOfPerson } from '../../db/attendance/leaveRequests';
import { listUnanswered } from '../../db/attendance/notices';
import type { Dependencies } from '../dependencies';
import { momentInWords } from '../dates';
import { leaveStateInWords, NOTICE_KINDS } from './attendanceWords';
import { html } from './html';
import type { Html } from './html';

/** On the start page: notices that wait for a 回执, and what became of leave from meetings ahead (arts 38, 39). */
export async function attendanceCards(
  { pool, office, clock }: Dependencies,
  personId: string,
): Promise<Html> {
  const unanswered = await listUnanswered(pool, personId);
  const now = clock.now();
  const leaves = (await listLeaveOfPerson(pool, personId)).filter(
    ({ state, meetingStartsAt }) => (state === 'granted' || state === 'refused') && meetingStartsAt > now,
  );
  if (unanswered.length + leaves.length === 0) return html``;
  return html`<h2>会议通知</h2>
    <ul class="notices">
      ${unanswered.map(
        (one) =>
          html`<li>
            <span class="mark soon">${NOTICE_KINDS[one.kind]}</span>
            <a href="/meetings/${one.meetingId}/receipt">${one.meetingTitle}</a>
            <p>
              <span>${momentInWords(one.startsAt, office.timeZone)}开会</span>
              ${one.callAt ? html`<span>${momentInWords(one.callAt, office.timeZone)}候会</span>` : ''}
              <span>请给回执</span>
            </p>
          </li>`,
      )}
      ${leaves.map(
        (one) =>
          html`<li>
            <span class="mark">${leaveStateInWords(one)}</span>
            <a href="/leave?meeting=${one.meetingId}">${one.meetingTitle}</a>
            <p>
              <span>${momentInWords(one.meetingStartsAt, office.timeZone)}开会</span>
              ${one.decisionWords ? html`<span>${one.decisionWords}</span>` : ''}
            </p>
          </li>`,
      )}
    </ul>`;
}
