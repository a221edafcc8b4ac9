import { describe, expect, it } from "vitest";
import { CallError, type ActionRow } from "$lib/ipc";
import { ActionForm, fieldOf } from "./action-form.svelte";
import { settlingTimes } from "./action-words";

const redesign: ActionRow = {
  id: "a2",
  rev: 1,
  reference: "A-0002",
  title: "Rota redesign with travel time",
  owner: "Registered manager",
  due: "30 Apr 2026",
  due_iso: "2026-04-30",
  go_live: "27 Apr 2026",
  go_live_iso: "2026-04-27",
  marker_label: "Rota redesign",
  strength: "strong",
  strength_label: "Strong",
  progress: "done",
  progress_label: "Done",
  verified: {
    by: "Nominated individual",
    on: "20 Jul 2026",
    on_iso: "2026-07-20",
    in_practice: "yes",
    text: "20 July 2026, seen in practice",
  },
  measure_ids: ["m1"],
  settling_weeks: 4,
  removed: false,
};

function refusal(field: string | null): CallError {
  return new CallError({
    code: "invalid",
    message: "No.",
    field,
    wait_seconds: null,
    problems: [],
    choices: [],
  });
}

describe("an action being written", () => {
  it("opens a recorded action with its dates as people write them", () => {
    const draft = ActionForm.of(redesign).draft();
    expect(draft).toMatchObject({
      due: "30 Apr 2026",
      go_live: "27 Apr 2026",
      marker_label: "Rota redesign",
      verified: { by: "Nominated individual", on: "20 Jul 2026", in_practice: "yes" },
      measure_ids: ["m1"],
      settling_weeks: 4,
    });
  });

  it("has no change marker without the day it goes live", () => {
    const form = ActionForm.of(redesign);
    form.goLive = "";
    expect(form.draft()).toMatchObject({ go_live: null, marker_label: null });
  });

  it("says nothing of practice until somebody looked", () => {
    const form = ActionForm.of(redesign);
    form.checked = false;
    expect(form.draft().verified).toBeNull();
  });

  it("comes back from a draft as it was typed", () => {
    const form = ActionForm.of(redesign);
    form.title = "Rota redesign with travel time and";
    const kept = JSON.parse(JSON.stringify(form.keep()));
    expect(kept).toEqual({ title: "Rota redesign with travel time and", reason: "" });
    const again = ActionForm.of(redesign);
    again.bringBack(kept, 1);
    expect(again.words()).toEqual(form.words());
  });

  it("comes back whole where it is a new one", () => {
    const form = ActionForm.blank(["m1"]);
    form.owner = "Care manager";
    const again = ActionForm.blank([]);
    again.bringBack(JSON.parse(JSON.stringify(form.keep())));
    expect(again.words()).toEqual(form.words());
  });
});

describe("a refusal", () => {
  it("goes to the field it is about", () => {
    expect(fieldOf(refusal("go_live"))).toBe("go_live");
    expect(fieldOf(refusal("verified.on"))).toBe("verified.on");
    expect(fieldOf(refusal("verified"))).toBe("verified.by");
    expect(fieldOf(refusal("somewhere"))).toBeNull();
    expect(fieldOf(null)).toBeNull();
  });
});

describe("the time a change takes to settle", () => {
  it("offers what is recorded beside the usual lengths, once each and in order", () => {
    expect(settlingTimes(4).map((each) => each.value)).toEqual(["0", "2", "4", "8", "12"]);
    expect(settlingTimes(6).map((each) => each.label)).toContain("6 weeks");
  });
});
