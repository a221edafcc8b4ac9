import { describe, expect, it } from "vitest";
import type { GapFix } from "$lib/ipc";
import { fixFor, fixLabel } from "./gap-fix";

describe("a gap's button", () => {
  it("opens the event form in the lane and kind of what is missing", () => {
    expect(fixFor("add_event_decision")).toEqual({
      opens: "event",
      lane: "agencies",
      kind: "la_decision",
    });
    expect(fixFor("add_event_finding")).toMatchObject({ lane: "case", kind: "finding" });
    expect(fixFor("add_check")).toMatchObject({ lane: "checks", kind: "check" });
    expect(fixFor("add_event_cqc")).toMatchObject({ kind: "cqc_notification" });
    expect(fixFor("add_event_referral")).toMatchObject({ kind: "referral" });
  });

  it("opens the form or place of every other gap", () => {
    const opened = (["add_action", "link_measure", "answer_questions", "enter_counts"] as const).map(
      (gap: GapFix) => fixFor(gap).opens,
    );
    expect(opened).toEqual(["action", "measure", "questions", "counts"]);
  });

  it("speaks of what is missing and not of how it went", () => {
    expect(fixLabel("add_event_decision")).toBe("Record the council's decision");
  });
});
