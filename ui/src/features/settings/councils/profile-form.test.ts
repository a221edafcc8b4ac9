import { describe, expect, it } from "vitest";
import type { ProfileRow } from "$lib/ipc";
import { codeOfKey, draftKeyOf, ProfileForm } from "./profile-form.svelte";

const wigan: ProfileRow = {
  code: "wigan",
  authority: "Wigan",
  note: "Example.",
  seen: "seen on 25 November 2026",
  seen_on: "25 Nov 2026",
  source: "wigan.gov.uk",
  targets: [],
  steps: [
    {
      code: "contact",
      label: "Council makes contact",
      amount: 2,
      unit: "working_days",
      from: "referral",
      until: ["la_decision", "la_no_enquiry"],
    },
  ],
  own: false,
  rev: 0,
  retired: false,
};

describe("a council's targets", () => {
  it("begin with one target to fill in, seen today", () => {
    const form = new ProfileForm(null, "2026-11-25");
    expect(form.steps).toHaveLength(1);
    expect(form.draft()).toMatchObject({ code: null, seen_on: "25 Nov 2026", steps: [] });
  });

  it("are changed from what stands there", () => {
    const form = new ProfileForm(wigan, "2026-11-26");
    const [step] = form.steps;
    if (step) step.amount = " 3 ";
    form.addStep();
    expect(form.draft()).toEqual({
      code: "wigan",
      rev: 0,
      authority: "Wigan",
      note: "Example.",
      seen_on: "25 Nov 2026",
      source: "wigan.gov.uk",
      steps: [
        {
          label: "Council makes contact",
          amount: 3,
          unit: "working_days",
          from: "referral",
          until: ["la_decision", "la_no_enquiry"],
          at_most: false,
        },
      ],
    });
    // What the list of profiles holds stays as it is.
    expect(wigan.steps[0]?.amount).toBe(2);
  });

  it("send what is no number as one that the program refuses", () => {
    const form = new ProfileForm(wigan, "2026-11-26");
    const [step] = form.steps;
    if (step) step.amount = "two";
    expect(form.draft().steps[0]?.amount).toBe(0);
  });

  it("come back from a draft", () => {
    const form = new ProfileForm(null, "2026-11-25");
    form.authority = "Rowanshire";
    form.addStep();
    form.removeStep(0);
    const again = new ProfileForm(null, "2026-11-26");
    again.bringBack(JSON.parse(JSON.stringify(form.keep())));
    expect(again.keep()).toEqual(form.keep());
    expect(again.queries).toEqual([""]);
  });

  it("find their way back from the list of unfinished forms", () => {
    expect(codeOfKey(draftKeyOf(null))).toEqual({ code: null });
    expect(codeOfKey(draftKeyOf("wigan"))).toEqual({ code: "wigan" });
    for (const key of [null, "", "authority", "authority:", "part:x", "authority:a:b"]) {
      expect(codeOfKey(key), String(key)).toBeNull();
    }
  });
});
