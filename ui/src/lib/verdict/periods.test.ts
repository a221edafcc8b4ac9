import { describe, expect, it } from "vitest";
import type { CountedRow } from "$lib/ipc";
import { periodFilters, periodsOf } from "./periods";

const row = (start: string, side: string, left_out: string | null = null): CountedRow => ({
  start,
  label: `Week of ${start}`,
  side,
  counts: left_out ? "" : "6 in 1,182",
  left_out,
});

const rows = [
  row("2026-01-26", "Before"),
  row("2026-02-02", "Before", "no return"),
  row("2026-02-09", "Neither", "transition: belongs to neither side"),
  row("2026-02-16", "After"),
];
const starts = (of: CountedRow[]) => of.map((each) => each.start);

describe("the periods behind a verdict", () => {
  it("are listed by side, those left out with theirs", () => {
    expect(starts(periodsOf(rows, "all"))).toEqual(rows.map((each) => each.start));
    expect(starts(periodsOf(rows, "before"))).toEqual(["2026-01-26", "2026-02-02"]);
    expect(starts(periodsOf(rows, "after"))).toEqual(["2026-02-16"]);
  });

  it("that are left out include those of neither side", () => {
    expect(starts(periodsOf(rows, "left_out"))).toEqual(["2026-02-02", "2026-02-09"]);
  });

  it("are counted on each choice, so that none looks empty by surprise", () => {
    expect(periodFilters(rows).map((each) => each.label)).toEqual([
      "All (4)",
      "Before (2)",
      "After (1)",
      "Left out (2)",
    ]);
  });
});
