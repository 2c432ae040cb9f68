import type { OfficeHours } from './types';

/** Office hours of a day (ISO date): those of the latest season that has begun this year, else the last one's. */
export function sessionsOf(day: string, officeHours: OfficeHours[]): [string, string][] {
  const seasons = [...officeHours].sort((left, right) => left.from.localeCompare(right.from));
  const season = seasons.filter(({ from }) => from <= day.slice(5)).at(-1) ?? seasons.at(-1);
  return season?.sessions ?? [];
}
