export { CalendarError } from './calendarError';
export { countWorkingDays, lastDayOf, morningBefore } from './countWorkingDays';
export { deadline } from './deadline';
export type { Deadline } from './deadline';
export type { CalendarYear, OfficeHours, SpecialDay, WorkingCalendar } from './types';
export { addWorkingDays } from './workingDays';
export type { CountedDays, SkippedDay } from './workingDays';
export { dayIn } from './zonedDay';
export type { Day } from './zonedDay';
