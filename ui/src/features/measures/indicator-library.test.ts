import { describe, expect, it } from "vitest";
import type { IndicatorRow } from "$lib/ipc";
import { findIndicators, inShort } from "./indicator-library";

function indicator(code: string, name: string, more: Partial<IndicatorRow> = {}): IndicatorRow {
  return {
    code,
    name,
    numerator: "",
    denominator: null,
    unit: "per 1,000",
    direction: "lower",
    direction_label: "Lower is better",
    every: "week",
    kind: "count",
    help: "",
    source: "",
    computed: null,
    from_cases: false,
    suits: [],
    ...more,
  };
}

const library = [
  indicator("sat", "People satisfied with visit times"),
  indicator("hc_missed", "Missed visits", { denominator: "Planned visits", suits: ["homecare"] }),
  indicator("falls", "Falls", { denominator: "Bed days", suits: ["care_home", "nursing"] }),
];
const codes = (rows: IndicatorRow[]) => rows.map((row) => row.code);

describe("searching the indicator library", () => {
  it("finds every word, wherever it stands and however it is written", () => {
    expect(codes(findIndicators(library, "PLANNED missed", null))).toEqual(["hc_missed"]);
    expect(codes(findIndicators(library, "vísit", null))).toEqual(["sat", "hc_missed"]);
    expect(findIndicators(library, "visit restraint", null)).toEqual([]);
  });

  it("puts what suits the service first and leaves nothing out", () => {
    expect(codes(findIndicators(library, "", "homecare"))).toEqual(["hc_missed", "sat", "falls"]);
    expect(codes(findIndicators(library, "  ", null))).toEqual(["sat", "hc_missed", "falls"]);
  });

  it("says in short how it is counted", () => {
    expect(inShort(indicator("x", "X"))).toBe("Lower is better · weekly · per 1,000");
  });
});
