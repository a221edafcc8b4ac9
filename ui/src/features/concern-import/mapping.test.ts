import { describe, expect, it } from "vitest";
import type { ColumnRole } from "$lib/ipc";
import { answered, asked, begun, columnName, give, heldBy, missing, type Mapping } from "./mapping";

const mapping: Mapping = {
  columns: { aware: 0, who: 1, what: 2 },
  same: { decision: "s42_duty_met" },
  date_order: "month_first",
  same_names: "same_person",
};

describe("what each column holds", () => {
  it("comes from one place: a column, or one answer for every row", () => {
    const fromColumn = give(mapping, "decision", { by: "column", column: 3 });
    expect(heldBy(fromColumn, "decision")).toEqual({ by: "column", column: 3 });
    expect(fromColumn.same).toEqual({});
    const fromAnswer = give(fromColumn, "decision", { by: "same", answer: "" });
    expect(heldBy(fromAnswer, "decision")).toEqual({ by: "same", answer: "" });
    expect(fromAnswer.columns).not.toHaveProperty("decision");
    expect(heldBy(give(fromAnswer, "decision", { by: "nothing" }), "decision")).toEqual({ by: "nothing" });
  });

  it("leaves the mapping it came from as it was", () => {
    give(mapping, "aware", { by: "nothing" });
    expect(mapping.columns.aware).toBe(0);
  });

  it("asks anew which comes first once another column holds dates, and for nothing else", () => {
    for (const code of ["aware", "referred", "decided"]) {
      const other = give(mapping, code, { by: "column", column: 5 });
      expect(other, code).toMatchObject({ date_order: null, same_names: "same_person" });
    }
    const who = give(mapping, "who", { by: "column", column: 5 });
    expect(who).toMatchObject({ date_order: "month_first", same_names: null });
    const types = give(mapping, "types", { by: "column", column: 5 });
    expect(types).toMatchObject({ date_order: "month_first", same_names: "same_person" });
  });

  it("takes an answer only to the question it belongs to", () => {
    const open = begun({ columns: {} });
    expect(answered(open, "same_names", "another").same_names).toBe("another");
    expect(answered(open, "date_order", "day_first").date_order).toBe("day_first");
    expect(answered(open, "date_order", "another")).toBe(open);
  });

  it("begins without the answers that another file was given", () => {
    expect(begun({ columns: { aware: 2 }, date_order: "month_first", same_names: "another" })).toEqual({
      columns: { aware: 2 },
      same: {},
      date_order: null,
      same_names: null,
    });
  });

  it("names what a file cannot be read without", () => {
    const role = (code: string, needed: boolean) => ({ code, needed }) as ColumnRole;
    const roles = [role("aware", true), role("what", false)];
    expect(missing(roles, mapping)).toEqual([]);
    expect(missing(roles, begun({ columns: {} })).map((each) => each.code)).toEqual(["aware"]);
  });

  it("does not pass on an answer for every row that nobody has given yet", () => {
    const begunAnswer = give(mapping, "referred_to", { by: "same", answer: "  " });
    expect(asked(begunAnswer).same).toEqual({ decision: "s42_duty_met" });
  });

  it("calls a column without a heading by its place", () => {
    expect(columnName(["Date", " "], 0)).toBe("Date");
    expect(columnName(["Date", " "], 1)).toBe("Column 2");
  });
});
