import { describe, expect, it } from "vitest";
import type { ChangeRow } from "$lib/ipc";
import {
  byDay,
  deedOf,
  everything,
  filterChanges,
  kindOf,
  offered,
  removalOf,
  shownChanges,
} from "./changes";

const row = (over: Partial<ChangeRow>): ChangeRow => ({
  seq: 1,
  recorded: "7 February 2026, 14:41",
  day: "2026-02-07",
  by: "Registered manager",
  what: "Allegation: Two visits were not made",
  first: false,
  reason: null,
  changes: [],
  ...over,
});
const bin = (before: string | null, after: string | null) => ({ label: "In the bin", before, after });

describe("a change", () => {
  it("says what it did", () => {
    expect(deedOf(row({ first: true }))).toBe("recorded");
    expect(deedOf(row({}))).toBe("changed");
    expect(deedOf(row({ changes: [bin(null, "yes")] }))).toBe("removed");
    expect(deedOf(row({ changes: [bin("yes", null)] }))).toBe("put back");
  });

  it("does not say twice that it is in the bin", () => {
    const why = { label: "Why?", before: "a", after: "b" };
    expect(shownChanges(row({ changes: [why, bin(null, "yes")] }))).toEqual([why]);
  });

  it("is of a kind", () => {
    expect(kindOf(row({}))).toBe("Allegation");
    expect(kindOf(row({ what: "Action A-0003" }))).toBe("Action");
    expect(kindOf(row({ what: "The case" }))).toBe("The case");
    expect(kindOf(row({ what: "Chronology: Note" }))).toBe("Chronology");
  });
});

describe("the history", () => {
  const rows = [
    row({ seq: 4, day: "2026-02-09", by: "Deputy", what: "Action A-0001", changes: [bin(null, "yes")] }),
    row({ seq: 3, day: "2026-02-09", what: "Action A-0001", first: true }),
    row({ seq: 2, by: "Deputy" }),
    row({ seq: 1, what: "The case", first: true }),
  ];

  it("stands day by day, newest first", () => {
    expect(byDay(rows).map((day) => [day.day, day.rows.map((each) => each.seq)])).toEqual([
      ["2026-02-09", [4, 3]],
      ["2026-02-07", [2, 1]],
    ]);
    expect(byDay([])).toEqual([]);
  });

  it("is filtered by person and by what was changed", () => {
    const seqs = (filter: typeof everything) => filterChanges(rows, filter).map((each) => each.seq);
    expect(seqs(everything)).toEqual([4, 3, 2, 1]);
    expect(seqs({ by: "Deputy", what: "" })).toEqual([4, 2]);
    expect(seqs({ by: "Deputy", what: "Action" })).toEqual([4]);
    expect(offered(rows, (each) => each.by)).toEqual(["Deputy", "Registered manager"]);
    expect(offered(rows, kindOf)).toEqual(["Action", "Allegation", "The case"]);
  });

  it("says who removed an action, the last time", () => {
    expect(removalOf(rows, "Action A-0001")).toEqual({ by: "Deputy", recorded: "7 February 2026, 14:41" });
    expect(removalOf(rows, "Action A-0002")).toBeNull();
  });
});
