import { z } from 'zod';
import type { Meeting } from '../../db/meetings/meetings';
import { momentOf } from '../../domain/calendar/zonedDay';
import type { Capacity } from '../../domain/people/types';
import { capacityLabel } from '../../domain/people/nameOfCapacity';
import type { Office } from '../office';
import { options } from './fields';
import { html } from './html';
import type { Html } from './html';

const word = z.string().default('');

/** As a browser sends it; the time by the clock on the office's wall. */
export const typedPlan = z.object({
  kind: word,
  startsAt: word,
  place: word,
  byVideo: word,
  presiderPersonId: word,
});
export type TypedPlan = z.output<typeof typedPlan>;

/** The same as the API takes it. */
export function planFrom(typed: TypedPlan, timeZone: string) {
  const { startsAt, place, byVideo, presiderPersonId } = typed;
  return {
    startsAt: momentOf(startsAt, timeZone)?.toISOString() ?? '',
    place,
    byVideo: byVideo !== '',
    ...(presiderPersonId ? { presiderPersonId } : {}),
  };
}

type Kept = Pick<Meeting, 'startsAt' | 'place' | 'byVideo' | 'presiderPersonId'>;

/** Time, place, manner and presider; who may preside is held against the delegations on record. */
export function planFields(office: Office, kept: Kept | null, presiders: Capacity[]): Html {
  const people = presiders.map((one) => ({ id: one.personId, label: capacityLabel(one) }));
  return html`<div class="facts">
    <label
      >时间<input
        name="startsAt"
        type="datetime-local"
        required
        value="${kept ? localTime(kept.startsAt, office.timeZone) : ''}"
    /></label>
    <label>地点<input name="place" maxlength="100" required value="${kept?.place ?? ''}" /></label>
    <label
      >主持人<small>代为主持的须有书面委托</small
      ><select name="presiderPersonId">
        ${options(people, kept?.presiderPersonId ?? people[0]?.id ?? '')}
      </select></label
    >
    <label class="check"
      ><input name="byVideo" type="checkbox" value="yes" ${kept?.byVideo ? html`checked` : ''} />
      视频会议</label
    >
  </div>`;
}

/** 2026-12-06T10:30, by the office's zone. */
function localTime(at: Date, timeZone: string): string {
  const text = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(at);
  return text.replace(' ', 'T');
}
