import { describe, expect, it } from "vitest";
import type { PartRow, PartSection } from "$lib/ipc";
import { countOf, grouped, holdsSomething } from "./groups";

const row = (removed = false) => ({ id: "r", removed }) as PartRow;

function section(kind: string, group: PartSection["group"], rows: PartRow[] = []): PartSection {
  return {
    group,
    kind,
    heading: kind,
    one: kind,
    intro: "",
    empty: "",
    example: null,
    kept_apart: null,
    summary: null,
    rows,
    may_add: true,
  };
}

const sections = [
  section("referral", "council", [row()]),
  section("allegation", "allegations", [row(), row(true)]),
  section("finding", "allegations"),
  section("risk_rating", "allegations", [row(true)]),
];
const kinds = (found: ReturnType<typeof grouped>) =>
  found.map((each) => [each.group, each.sections.map((one) => one.kind)]);

describe("the parts of a case under one tab", () => {
  it("stand in the order of the tab, those with nothing apart", () => {
    expect(kinds(grouped(sections, ["allegations", "council"], holdsSomething))).toEqual([
      ["allegations", ["allegation", "risk_rating"]],
      ["council", ["referral"]],
    ]);
    expect(kinds(grouped(sections, ["allegations", "council"], (each) => !holdsSomething(each)))).toEqual([
      ["allegations", ["finding"]],
    ]);
  });

  it("are counted without those in the bin", () => {
    expect(countOf(sections, ["allegations"])).toBe(1);
    expect(countOf(sections, ["allegations", "council"])).toBe(2);
    expect(countOf(sections, ["duties"])).toBe(0);
  });
});
