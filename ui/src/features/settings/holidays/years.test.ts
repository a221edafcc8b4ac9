import { expect, it } from "vitest";
import type { HolidayRow } from "$lib/ipc";
import { byYear } from "./years";

const day = (on: string): HolidayRow => ({ on, text: on, name: "A day", own: false });

it("sets days under their years, the latest first", () => {
  const years = byYear([day("2026-04-03"), day("2026-12-25"), day("2027-01-01")]);
  expect(years.map(({ year, days }) => [year, days.map((each) => each.on)])).toEqual([
    ["2027", ["2027-01-01"]],
    ["2026", ["2026-04-03", "2026-12-25"]],
  ]);
  expect(byYear([])).toEqual([]);
});
