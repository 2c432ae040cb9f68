/** A day that departs from the week: a day off on a weekday or weekend, or a make-up workday. */
export interface SpecialDay {
  /** ISO date in the office's zone. */
  date: string;
  kind: 'day-off' | 'workday';
  /** Chinese, e.g. "国庆节", "国庆节调休上班". */
  reason: string;
  /** The notice it stands in, in words. */
  source: string;
  /** Id of that notice. */
  noticeId: string;
}

/** Whose notice it is: the State Council's, or the region's of its own days off. */
export type NoticeScope = 'national' | 'regional';

export type NoticeDay = Pick<SpecialDay, 'date' | 'kind' | 'reason'>;

/** A notice of days off, as it was entered; it never changes, another replaces or amends it. */
export interface CalendarNotice {
  id: string;
  scope: NoticeScope;
  /** The year whose days it announces; New Year's days at the end of December stand in the next year's. */
  year: number;
  title: string;
  /** 文号; null where it isn't known. */
  number: string | null;
  /** 成文日期, ISO; null where it isn't known. */
  issuedOn: string | null;
  /** Where its days were read, and what of its particulars still has to be looked up. */
  source: string;
  /** Notice of the same scope and year that it replaces whole. */
  replaces: string | null;
  /** Notices whose days it may turn round, one by one. */
  amends: string[];
  days: NoticeDay[];
}

/** A year the calendar knows. */
export interface CalendarYear {
  year: number;
  /** Whether the State Council's notice is in; without it weekends alone are known. */
  nationalNotice: boolean;
  /** Whether the region's notice of its own days off is in, where it issues any. */
  regionalNotice: boolean;
}

/** A notice that is not in, and so leaves deadlines provisional. */
export interface AwaitedNotice {
  year: number;
  scope: NoticeScope;
}

/** Office hours from a day of the year ("MM-DD") on, until the next entry's. */
export interface OfficeHours {
  from: string;
  /** Opening and closing times "HH:mm" of each part of the day. */
  sessions: [string, string][];
}

/** What of a calendar is the office's own and not announced. */
export interface CalendarSettings {
  /** IANA zone. */
  timeZone: string;
  /** When the last day ends: at 24:00, or with the last office hour. */
  deadlineEndsAt: 'midnight' | 'office-close';
  officeHours: OfficeHours[];
  /** Whether the region announces days off of its own each year. */
  expectsRegionalNotice: boolean;
}

/** 工作日历: an office's data; nothing in it is computed, above all no Islamic date. */
export interface WorkingCalendar extends CalendarSettings {
  /** Changes with the content: a deadline keeps the version it was computed with (law 8). */
  version: string;
  /** Every notice entered, those replaced among them, in the order of entering. */
  notices: CalendarNotice[];
  years: CalendarYear[];
  days: SpecialDay[];
}
