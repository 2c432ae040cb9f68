import { z } from 'zod';
import { Temporal } from 'temporal-polyfill';
import { noticeInWords, standingNotices } from '../../domain/calendar';
import type { WorkingCalendar } from '../../domain/calendar';
import type { FieldError } from '../problems';
import { invalid } from '../problems';
import { describeIssues } from '../schemas/issues';
import { newCalendarNotice } from '../schemas/calendar';
import type { NewCalendarNotice } from '../schemas/calendar';
import { area, options, select } from './fields';
import { html } from './html';
import type { Html } from './html';

const word = z.string().default('');

/** The fields of the form as a browser sends them; `daysOff` and `workdays` hold a line for each period. */
export const typedNotice = z.object({
  scope: word,
  year: word,
  title: word,
  number: word,
  issuedOn: word,
  source: word,
  daysOff: word,
  workdays: word,
  replaces: word,
  amends: word,
  basedOn: word,
});
export type TypedNotice = z.output<typeof typedNotice>;

const LONGEST_PERIOD_DAYS = 60;
const LINE = /^(\d{4}-\d{2}-\d{2})(?:\s*至\s*(\d{4}-\d{2}-\d{2}))?\s+(\S.*)$/;

/** What the API takes. Throws a problem that names every field and line that is wrong. */
export function noticeFrom(typed: TypedNotice): NewCalendarNotice {
  const errors: FieldError[] = [];
  const daysOff = datesOf('daysOff', '放假日', typed.daysOff, errors);
  const workdays = datesOf('workdays', '调休上班日', typed.workdays, errors);
  if (errors.length > 0) throw invalid(errors);
  const parsed = newCalendarNotice.safeParse(
    {
      scope: typed.scope,
      year: Number(typed.year),
      title: typed.title,
      number: typed.number.trim() || null,
      issuedOn: typed.issuedOn || null,
      source: typed.source,
      daysOff,
      workdays,
      replaces: typed.replaces || null,
      amends: typed.amends === '' ? [] : [typed.amends],
    },
    { reportInput: true },
  );
  if (!parsed.success) throw invalid(describeIssues(parsed.error));
  return parsed.data;
}

/** 2027-02-05 至 2027-02-12 春节, one period or day a line. */
function datesOf(
  field: string,
  label: string,
  typed: string,
  errors: FieldError[],
): { date: string; reason: string }[] {
  return typed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .flatMap((line, index) => {
      const days = periodOf(line);
      if (days.length === 0) {
        errors.push({
          field,
          label,
          message: `第 ${index + 1} 行“${line}”应写作“2027-02-05 至 2027-02-12 春节”`,
        });
      }
      return days;
    });
}

function periodOf(line: string): { date: string; reason: string }[] {
  const [, first = '', last = first, reason = ''] = LINE.exec(line) ?? [];
  if (!isDate(first) || !isDate(last)) return [];
  const from = Temporal.PlainDate.from(first);
  const { days: length } = from.until(last);
  if (length < 0 || length >= LONGEST_PERIOD_DAYS) return [];
  return Array.from({ length: length + 1 }, (_, days) => ({ date: from.add({ days }).toString(), reason }));
}

const isDate = (text: string): boolean => z.iso.date().safeParse(text).success;

const SCOPES = [
  { id: 'national', label: '国家' },
  { id: 'regional', label: '本地区' },
];

/** 录入通知: first previewed, then entered. */
export function noticeForm(calendar: WorkingCalendar, typed: TypedNotice | null): Html {
  const known = standingNotices(calendar.notices)
    .map((notice) => ({ id: notice.id, label: noticeInWords(notice), year: notice.year }))
    .sort((left, right) => right.year - left.year);
  const relation = (name: 'replaces' | 'amends', label: string, hint: string): Html =>
    html`<label
      >${label}<small>${hint}</small
      ><select name="${name}">
        <option value="">没有</option>
        ${options(known, typed?.[name] ?? '')}
      </select></label
    >`;
  const line = (name: 'title' | 'number' | 'source', label: string, hint: string, isRequired = false): Html =>
    html`<label
      >${label}${hint && html`<small>${hint}</small>`}<input
        name="${name}"
        value="${typed?.[name] ?? ''}"
        maxlength="200"
        ${isRequired ? html`required` : ''}
    /></label>`;
  return html`<form class="authority" method="post" action="/calendar/previews">
    ${select('scope', '哪一级', SCOPES, typed?.scope ?? '')}
    <label
      >年度<input name="year" inputmode="numeric" value="${typed?.year ?? ''}" maxlength="4" required
    /></label>
    ${line('title', '通知标题', '', true)} ${line('number', '文号', '未查到的不填，不得推测')}
    <label>成文日期<input type="date" name="issuedOn" value="${typed?.issuedOn ?? ''}" /></label>
    ${line('source', '出处', '从何处录入；文号、日期待核的写明')}
    ${area('daysOff', '放假日', typed?.daysOff ?? '', {
      hint: '一行一段，照通知录，不推算：2027-02-05 至 2027-02-12 春节',
      rows: 7,
    })}
    ${area('workdays', '调休上班日', typed?.workdays ?? '', { hint: '2027-02-14 春节调休上班', rows: 4 })}
    ${relation('replaces', '整件替代', '同年同级的旧通知不再作数')}
    ${relation('amends', '调整', '只改本通知写明的日子')}
    <div class="buttons"><button>核对变动</button></div>
  </form>`;
}

/** Everything that was typed, sent along with the confirmation. */
export const hiddenFields = (typed: Record<string, string>): Html[] =>
  Object.entries(typed).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`);
