import { describe, expect, it } from "vitest";
import { CallError, type ErrorCode, type EventRow } from "$lib/ipc";
import { EventForm, fieldOf } from "./event-form.svelte";

const event: EventRow = {
  key: "event:e1",
  id: "e1",
  part: null,
  rev: 2,
  lane: "agencies",
  kind: "referral",
  kind_label: "Referral",
  when: {
    date: "2026-10-25",
    time: "01:30",
    offset_min: 0,
    precision: "exact",
    text: "25 October 2026, 01:30 (GMT)",
    short: "25 Oct",
  },
  recorded: "25 October 2026, 09:00",
  recorded_late: null,
  by: "Registered manager",
  text: "Told the out-of-hours team.",
  agency: "Council out-of-hours team",
  body: "Council",
  people: [],
  shared: false,
  amended: false,
  may_amend: true,
  kept_apart: null,
  removed: false,
};

function refusal(code: ErrorCode, field: string | null = null): CallError {
  return new CallError({ code, message: "No.", field, wait_seconds: null, problems: [], choices: [] });
}

describe("an event being written", () => {
  it("sends a date alone when no time was typed", () => {
    const form = EventForm.blank();
    form.when = { date: " 7 Feb 2026 ", time: " ", offset_min: 60, about: false };
    expect(form.draft().when).toEqual({
      date: "7 Feb 2026",
      time: null,
      offset_min: null,
      about: false,
    });
  });

  it("opens a recorded event with the time that was meant, and the date as people write it", () => {
    expect(EventForm.of(event).draft().when).toEqual({
      date: "25 Oct 2026",
      time: "01:30",
      offset_min: 0,
      about: false,
    });
  });

  it("goes to the lane where such an event stands, and stays put for a note", () => {
    const form = EventForm.blank("checks");
    form.choose("la_decision");
    expect(form.lane).toBe("agencies");
    form.choose("note");
    expect(form.lane).toBe("agencies");
  });

  it("comes back from a draft as it was typed", () => {
    const form = EventForm.of(event);
    form.text = "Told the out-of-hours team by phone";
    form.when = { date: "26 Oct 2026", time: "0915", offset_min: null, about: true };
    const kept = JSON.parse(JSON.stringify(form.keep()));
    expect(Object.keys(kept)).toEqual(["when", "text", "reason"]);
    const again = EventForm.of(event);
    again.bringBack(kept, 2);
    expect(again.words()).toEqual(form.words());
  });

  it("comes back whole where it is a new one", () => {
    const form = EventForm.blank("agencies", "check");
    form.text = "Two of eleven rounds";
    const again = EventForm.blank();
    again.bringBack(JSON.parse(JSON.stringify(form.keep())));
    expect(again.words()).toEqual(form.words());
  });

  it("leaves out an agency that was not named", () => {
    const form = EventForm.blank();
    form.agency = "  ";
    expect(form.draft().agency).toBeNull();
  });
});

describe("a refusal", () => {
  it("goes to the field it is about", () => {
    expect(fieldOf(refusal("invalid", "when.date"))).toBe("date");
    expect(fieldOf(refusal("invalid", "when"))).toBe("date");
    expect(fieldOf(refusal("invalid", "text"))).toBe("text");
    expect(fieldOf(refusal("time_happens_twice", "when"))).toBe("time");
    expect(fieldOf(refusal("disk_full"))).toBeNull();
    expect(fieldOf(null)).toBeNull();
  });
});
