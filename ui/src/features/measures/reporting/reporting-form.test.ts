import { beforeEach, describe, expect, it, vi } from "vitest";
import type { ReportingSideForm, ReportingView } from "$lib/ipc";

const reportingSet = vi.fn();
vi.mock("../../../bindings", () => ({ commands: { reportingSet } }));

const { isField, questions, ReportingEntry } = await import("./reporting-form.svelte");

const side: ReportingSideForm = {
  no_harm: "8",
  harm: "4",
  periods_due: "12",
  periods_missing: "0",
  nil_periods: "3",
  nil_confirmed: "3",
  median_lag: "1.5",
  concerns_raised: "",
  independent_count: "",
};
const view: ReportingView = {
  measure_id: "m1",
  rev: 2,
  form: { before: side, after: { ...side, no_harm: "2" }, independent_source: "Call monitoring" },
  rows: [],
  flags: [],
  summary: "",
  explained: "",
  recorded: null,
};

describe("the reporting behind a measure", () => {
  beforeEach(() => void reportingSet.mockReset());

  it("asks for everything that there is to know of a side", () => {
    expect(questions.map((question) => question.key).sort()).toEqual(Object.keys(side).sort());
  });

  it("stores both sides over the revision that was seen, with the reason", async () => {
    reportingSet.mockResolvedValue({ status: "ok", data: null });
    const form = new ReportingEntry(view);
    form.after.periods_missing = "2";
    form.reason = " Two late returns came to light. ";
    await form.save();
    const after = { ...side, no_harm: "2", periods_missing: "2" };
    expect(reportingSet).toHaveBeenCalledWith(
      "m1",
      2,
      { before: side, after, independent_source: "Call monitoring" },
      "Two late returns came to light.",
    );
    expect(view.form.after.periods_missing).toBe("0");
  });

  it("asks for a reason only once something was entered", () => {
    expect(new ReportingEntry(view).enteredBefore).toBe(true);
    expect(new ReportingEntry({ ...view, rev: 0 }).enteredBefore).toBe(false);
  });

  it("keeps and brings back what was typed", () => {
    const form = new ReportingEntry(view);
    form.before.harm = "five";
    const again = new ReportingEntry(view);
    again.bringBack(form.keep());
    expect(again.keep()).toEqual(form.keep());
  });
});

it("puts a refusal at its field", () => {
  expect(isField("before.no_harm")).toBe(true);
  expect(isField("reason")).toBe(true);
  expect(isField("before.unknown")).toBe(false);
  expect(isField("measure")).toBe(false);
  expect(isField(null)).toBe(false);
});
