import { describe, expect, it } from "vitest";
import type { GapFix } from "$lib/ipc";
import { fixFor, fixLabel } from "./gap-fix";

describe("a gap's button", () => {
  it("opens the form of the part of the case that is missing", () => {
    expect(fixFor("add_event_decision")).toEqual({ opens: "part", kind: "la_decision" });
    expect(fixFor("add_event_finding")).toEqual({ opens: "part", kind: "finding" });
    expect(fixFor("add_event_cqc")).toEqual({ opens: "part", kind: "cqc_notification" });
    expect(fixFor("add_event_referral")).toEqual({ opens: "part", kind: "referral" });
  });

  it("opens the timeline for a check, which has no form of its own", () => {
    expect(fixFor("add_check")).toEqual({ opens: "event", lane: "checks", kind: "check" });
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
