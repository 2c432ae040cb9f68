/** A day that departs from the week: a day off on a weekday or weekend, or a make-up workday. */
export interface SpecialDay {
  /** ISO date in the office's zone. */
  date: string;
  kind: 'day-off' | 'workday';
  /** Chinese, e.g. "国庆节", "国庆节调休上班". */
  reason: string;
  /** The notice or data set it stands in. */
  source: string;
}

/** A year the calendar knows. */
export interface CalendarYear {
  year: number;
  /** Whether the region's notice of its own days off is in; without it deadlines are provisional. */
  regionalNotice: boolean;
}

/** Office hours from a day of the year ("MM-DD") on, until the next entry's. */
export interface OfficeHours {
  from: string;
  /** Opening and closing times "HH:mm" of each part of the day. */
  sessions: [string, string][];
}

/** 工作日历: an office's data; nothing in it is computed, above all no Islamic date. */
export interface WorkingCalendar {
  /** Changes with the content: a deadline keeps the version it was computed with (law 8). */
  version: string;
  /** IANA zone. */
  timeZone: string;
  /** When the last day ends: at 24:00, or with the last office hour. */
  deadlineEndsAt: 'midnight' | 'office-close';
  officeHours: OfficeHours[];
  years: CalendarYear[];
  days: SpecialDay[];
}
