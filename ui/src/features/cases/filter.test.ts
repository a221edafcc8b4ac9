import { describe, expect, it } from "vitest";
import type { CaseRow } from "$lib/ipc";
import { filterCases, readFilter, writeFilter } from "./filter";

function row(change: Partial<CaseRow>): CaseRow {
  return {
    id: "1",
    reference: "SG-2026-001",
    title: "Missed evening and morning visits",
    service: "Meadowbank Homecare",
    who: "Edna Rowe",
    aware: {
      date: "2026-02-07",
      time: "13:05",
      offset_min: 0,
      precision: "exact",
      text: "7 February 2026, 13:05",
      short: "7 Feb",
    },
    state: "sustained",
    state_label: "Sustained",
    open: true,
    lead_measure: null,
    last_entry: "2 days ago",
    ...change,
  };
}

const all = { text: "", show: "all", service: "" } as const;

describe("the filter of the case list", () => {
  it("comes back from the address as it went in", () => {
    for (const filter of [
      { text: "", show: "open", service: "" },
      { text: "edna & co", show: "all", service: "Meadowbank Homecare" },
      { text: "100 %", show: "closed", service: "" },
    ] as const) {
      expect(readFilter(new URLSearchParams(writeFilter(filter)))).toEqual(filter);
    }
  });

  it("leaves the address clean when nothing is filtered", () => {
    expect(writeFilter({ text: "", show: "open", service: "" })).toBe("");
    expect(readFilter(new URLSearchParams("show=nonsense")).show).toBe("open");
  });

  it("finds every word typed, in any field, without regard to case and accents", () => {
    const rows = [
      row({}),
      row({ id: "2", reference: "SG-2026-002", who: "Zoë Hart", title: "Bruise seen on arm" }),
    ];
    const found = (text: string) => filterCases(rows, { ...all, text }).map((each) => each.id);
    expect(found("zoe")).toEqual(["2"]);
    expect(found("  VISITS edna ")).toEqual(["1"]);
    expect(found("visits zoe")).toEqual([]);
    expect(found("2026")).toEqual(["1", "2"]);
  });

  it("shows open, closed or all, of one service or every service", () => {
    const rows = [row({}), row({ id: "2", open: false }), row({ id: "3", service: "Larch House" })];
    expect(filterCases(rows, { ...all, show: "open" }).map((each) => each.id)).toEqual(["1", "3"]);
    expect(filterCases(rows, { ...all, show: "closed" }).map((each) => each.id)).toEqual(["2"]);
    expect(filterCases(rows, { ...all, service: "Larch House" }).map((each) => each.id)).toEqual(["3"]);
  });
});
