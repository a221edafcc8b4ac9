import { describe, expect, it } from "vitest";
import type { CasePage } from "$lib/ipc";
import { CaseDetails } from "./case-details.svelte";

const page = {
  id: "c1",
  rev: 4,
  title: "Missed visits",
  who: null,
  aware: {
    date: "2026-02-07",
    time: "13:05",
    offset_min: 0,
    precision: "exact",
    text: "7 February 2026, 13:05",
    short: "7 Feb",
  },
} as CasePage;

describe("correcting a case", () => {
  it("sends only what differs", () => {
    const details = new CaseDetails(page);
    details.reason = "Named by the ward.";
    expect(details.amendment()).toEqual({
      title: null,
      who: null,
      which: null,
      aware: null,
      reason: "Named by the ward.",
    });
    details.notKnown = false;
    details.who = "Edna Rowe";
    expect(details.amendment().who).toBe("Edna Rowe");
  });

  it("sends a time typed anew without the offset of the old one", () => {
    const details = new CaseDetails(page);
    details.aware = { ...details.aware, time: "12:40", offset_min: null };
    expect(details.amendment().aware).toEqual({
      date: "7 Feb 2026",
      time: "12:40",
      offset_min: null,
      about: false,
    });
  });

  it("takes a name back when it turned out to be wrong", () => {
    const details = new CaseDetails({ ...page, who: "Edna Rowe" });
    details.notKnown = true;
    expect(details.amendment().who).toBe("");
  });
});
