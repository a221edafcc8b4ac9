import type { HolidayRow } from "$lib/ipc";

export type Year = { year: string; days: HolidayRow[] };

/** Bank holidays year by year, the latest year first, the days of a year in their order. */
export function byYear(days: readonly HolidayRow[]): Year[] {
  const years = [...new Set(days.map((day) => day.on.slice(0, 4)))].sort().reverse();
  return years.map((year) => ({ year, days: days.filter((day) => day.on.startsWith(year)) }));
}
