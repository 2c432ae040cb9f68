import { z } from 'zod';
import { startOfDay } from '../../domain/calendar/zonedDay';
import { isoDay } from '../dates';
import { readCapacityKey } from '../../domain/steps/details';
import type { PeopleSnapshot } from '../../domain/people/types';
import { heldPosts } from '../useCases/capacities';
import type { Labelled, Office } from '../office';
import { area, options, select } from './fields';
import { html } from './html';
import type { Html } from './html';

const word = z.string().default('');

/** The fields of both forms as a browser sends them; days as ISO dates, "" where left empty. */
export const typedFields = z.object({
  postId: word,
  /** "<postId>/<personId>". */
  to: word,
  preside: word,
  sign: word,
  kind: word,
  matter: word,
  basis: word,
  fromDay: word,
  untilDay: word,
  destination: word,
  reason: word,
});
export type TypedAuthority = z.output<typeof typedFields>;

const LONGEST_REASON = 500;
const DAY_MILLISECONDS = 86_400_000;

/** What the API takes for a delegation; the last day counts whole. */
export function delegationFrom(typed: TypedAuthority, timeZone: string): Record<string, unknown> {
  const { postId, fromDay, untilDay } = typed;
  return {
    ...scopeFrom(typed),
    fromPostId: postId,
    validFrom: fromDay === '' ? null : beginOf(fromDay, timeZone),
    validUntil: endOf(untilDay, timeZone),
  };
}

/** The same for a travel report; without a delegate it has no delegation. */
export function travelFrom(typed: TypedAuthority, timeZone: string): Record<string, unknown> {
  const { postId, destination, reason, fromDay, untilDay, to } = typed;
  return {
    postId,
    destination,
    reason,
    leavesAt: beginOf(fromDay, timeZone),
    returnsAt: endOf(untilDay, timeZone),
    ...(to === '' ? {} : { delegation: scopeFrom(typed) }),
  };
}

function scopeFrom({ to, preside, sign, kind, matter, basis }: TypedAuthority): Record<string, unknown> {
  const key = readCapacityKey(to);
  return {
    toPersonId: key?.personId ?? '',
    toPostId: key?.postId ?? '',
    preside: preside !== '',
    sign: sign !== '',
    kinds: kind === '' ? null : [kind],
    matters: matter === '' ? null : [matter],
    basis,
  };
}

/** "" where it is no day: the schema says so then. */
function beginOf(day: string, timeZone: string): string {
  return z.iso.date().safeParse(day).success ? startOfDay(day, timeZone).toISOString() : '';
}

function endOf(day: string, timeZone: string): string {
  if (!z.iso.date().safeParse(day).success) return '';
  // Noon of the day and a day more is some time in the next day, whatever the zone does at night.
  const next = new Date(startOfDay(day, timeZone).getTime() + 1.5 * DAY_MILLISECONDS);
  // The last second of the day: 至11月30日23:59 reads as that day, 12月1日00:00 doesn't.
  return new Date(startOfDay(isoDay(next, timeZone), timeZone).getTime() - 1_000).toISOString();
}

/** What the forms offer, and to whom. */
interface Offered {
  office: Office;
  people: PeopleSnapshot;
  personId: string;
  /** Ranks that may be delegated to. */
  delegateRanks: string[];
}

export function delegationForm(offered: Offered, typed: TypedAuthority | null): Html {
  return html`<form class="authority" method="post" action="/authority/delegations">
    ${ownPost(offered, typed)} ${scope(offered, typed, true)}
    ${day('fromDay', '自', typed?.fromDay ?? '', '不填为即时起', false)}
    ${day('untilDay', '至', typed?.untilDay ?? '', '含当日，到期自行终止', true)}
    <p class="quiet">委托人本人仍可办理；受委托人不得转委托；可随时撤销。</p>
    <div class="buttons"><button>登记委托</button></div>
  </form>`;
}

export function travelForm(offered: Offered, typed: TypedAuthority | null): Html {
  return html`<form class="authority" method="post" action="/authority/travel-reports">
    ${ownPost(offered, typed)}
    <label
      >去向<input name="destination" value="${typed?.destination ?? ''}" maxlength="100" required
    /></label>
    ${area('reason', '事由', typed?.reason ?? '', { longest: LONGEST_REASON })}
    ${day('fromDay', '外出', typed?.fromDay ?? '', '', true)}
    ${day('untilDay', '预计返回', typed?.untilDay ?? '', '', true)} ${scope(offered, typed, false)}
    <p class="quiet">外出不等于不能履职：没有委托的，件仍由本人办理。</p>
    <div class="buttons"><button>报备</button></div>
  </form>`;
}

function ownPost({ people, personId }: Offered, typed: TypedAuthority | null): Html {
  const posts = heldPosts(people, personId).map(({ postId, postLabel }) => ({
    id: postId,
    label: postLabel,
  }));
  const chosen = typed?.postId ?? (posts.length === 1 ? (posts[0]?.id ?? '') : '');
  return select('postId', '职务', posts, chosen);
}

function scope(
  { office: { vocabulary }, people, personId, delegateRanks }: Offered,
  typed: TypedAuthority | null,
  isRequired: boolean,
): Html {
  const receivers = people.posts
    .filter(({ rankId }) => delegateRanks.includes(rankId ?? ''))
    .flatMap((post) =>
      people.holdings
        .filter((one) => one.postId === post.id && one.personId !== personId)
        .flatMap((one) => people.persons.filter(({ id }) => id === one.personId))
        .map(({ id, displayName }) => ({ id: `${post.id}/${id}`, label: `${post.label}${displayName}` })),
    );
  const listed = (name: string, label: string, entries: readonly Labelled[], chosen: string): Html =>
    html`<label
      >${label}<select name="${name}">
        <option value="">不限</option>
        ${options(entries, chosen)}
      </select></label
    >`;
  return html`<label
      >委托给<select name="to" ${isRequired ? html`required` : ''}>
        <option value="">${isRequired ? '请选择' : '不委托'}</option>
        ${options(receivers, typed?.to ?? '')}
      </select></label
    >
    <fieldset class="confirm">
      <legend>委托事项</legend>
      ${box('preside', '主持工作', typed?.preside)} ${box('sign', '签发', typed?.sign)}
    </fieldset>
    ${listed('kind', '限于文种', vocabulary.kinds, typed?.kind ?? '')}
    ${listed('matter', '限于事项', vocabulary.matters, typed?.matter ?? '')}
    <label
      >所据文件<input
        name="basis"
        value="${typed?.basis ?? ''}"
        maxlength="200"
        placeholder="发文字号"
        ${isRequired ? html`required` : ''}
    /></label>`;
}

const box = (name: string, label: string, typed: string | undefined): Html =>
  html`<label
    ><input type="checkbox" name="${name}" value="yes" ${typed ? html`checked` : ''} /><span
      >${label}</span
    ></label
  >`;

const day = (name: string, label: string, value: string, hint: string, isRequired: boolean): Html =>
  html`<label
    >${label}${hint && html`<small>${hint}</small>`}<input
      type="date"
      name="${name}"
      value="${value}"
      ${isRequired ? html`required` : ''}
  /></label>`;
