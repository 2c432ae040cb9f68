export { awaitedInWords, awaitedNotices } from './awaitedNotices';
export { calendarChanges } from './calendarChanges';
export type { DayChange } from './calendarChanges';
export { CalendarError } from './calendarError';
export { composeCalendar, noticeInWords, standingNotices } from './composeCalendar';
export { countWorkingDays, lastDayOf, morningBefore } from './countWorkingDays';
export { deadline, endOfDay } from './deadline';
export type { Deadline } from './deadline';
export { explainDeadline } from './explainDeadline';
export type { ExplainedDeadline } from './explainDeadline';
export { noticeFaults } from './noticeFaults';
export type { NoticeFault } from './noticeFaults';
export type {
  AwaitedNotice,
  CalendarNotice,
  CalendarSettings,
  CalendarYear,
  NoticeDay,
  OfficeHours,
  SpecialDay,
  WorkingCalendar,
} from './types';
export { addWorkingDays } from './workingDays';
export type { CountedDays, DayInPeriod, SkippedDay } from './workingDays';
export { dayIn } from './zonedDay';
export type { Day } from './zonedDay';
