import { describe, expect, it } from "vitest";
import type { DutyRow, PartSection } from "$lib/ipc";
import { mayDraft, notDoneAct, recordAct } from "./duty-acts";

const duty = (over: Partial<DutyRow>): DutyRow => ({
  code: "police",
  regulation: null,
  label: "Report to the police",
  applies: false,
  why: "",
  state: "to_consider",
  state_label: "To think about",
  lines: [],
  recorded_by: "police_contact",
  kept_apart: null,
  ...over,
});
const abuse = (over: Partial<DutyRow> = {}) =>
  duty({
    code: "cqc_notification",
    regulation: "abuse",
    recorded_by: "cqc_notification",
    state: "missing",
    ...over,
  });

const section = (kind: string, over: Partial<PartSection> = {}) =>
  ({ kind, may_add: true, rows: [], ...over }) as unknown as PartSection;
const all = [
  "police_contact",
  "cqc_notification",
  "cqc_update",
  "candour_decision",
  "candour_step",
  "dbs_referral",
  "body_told",
  "duty_not_done",
].map((kind) => section(kind));

describe("recording a duty", () => {
  it("opens its form, with what the row says already", () => {
    expect(recordAct(duty({}), all)).toEqual({
      label: "Record",
      opens: { kind: "police_contact", preset: undefined },
    });
    expect(recordAct(abuse(), all)?.opens).toEqual({
      kind: "cqc_notification",
      preset: { regulation: { codes: ["abuse"] } },
    });
    expect(recordAct(duty({ code: "coroner", recorded_by: "body_told" }), all)?.opens).toEqual({
      kind: "body_told",
      preset: { duty: { codes: ["coroner"] } },
    });
  });

  it("is not offered once it is done, but is after somebody decided against it", () => {
    expect(recordAct(duty({ state: "done" }), all)).toBeNull();
    expect(recordAct(duty({ state: "not_done" }), all)?.label).toBe("Record");
  });

  it("goes on with what is under way", () => {
    expect(recordAct(abuse({ state: "under_way" }), all)).toMatchObject({
      label: "Record the update",
      opens: { kind: "cqc_update" },
    });
    const decided = [
      ...all.filter((each) => each.kind !== "candour_decision"),
      section("candour_decision", { may_add: false, rows: [{ id: "p1", removed: false } as never] }),
    ];
    const candour = duty({ code: "candour", recorded_by: "candour_decision", state: "under_way" });
    expect(recordAct(candour, decided)).toMatchObject({
      label: "Record a step",
      opens: { kind: "candour_step" },
    });
    // Steps were recorded before the decision on the threshold was.
    expect(recordAct(candour, all)?.opens).toMatchObject({ kind: "candour_decision" });
  });

  it("opens the one there is where a case has one, and nothing where it cannot be recorded", () => {
    const one = [
      section("police_contact", { may_add: false, rows: [{ id: "p1", removed: false } as never] }),
    ];
    expect(recordAct(duty({}), one)).toEqual({ label: "Open", opens: { id: "p1" } });
    expect(recordAct(duty({}), [section("police_contact", { may_add: false })])).toBeNull();
    expect(recordAct(duty({}), [])).toBeNull();
  });
});

describe("a duty that was considered and is not done", () => {
  it("is recorded with the duty and the regulation of the row", () => {
    expect(notDoneAct(duty({}), all)?.opens).toEqual({
      kind: "duty_not_done",
      preset: { duty: { codes: ["police"] } },
    });
    expect(notDoneAct(abuse(), all)?.opens).toEqual({
      kind: "duty_not_done",
      preset: { duty: { codes: ["cqc_notification"] }, regulation: { codes: ["abuse"] } },
    });
  });

  it("is a decision on the threshold where it is the duty of candour", () => {
    const candour = duty({ code: "candour", recorded_by: "candour_decision" });
    expect(notDoneAct(candour, all)?.opens).toEqual({
      kind: "candour_decision",
      preset: { threshold: { codes: ["not_met"] } },
    });
  });

  it("can be said as long as nothing was done, and of a DBS referral that was begun", () => {
    for (const state of ["done", "not_done", "under_way"] as const) {
      expect(notDoneAct(duty({ state }), all), state).toBeNull();
    }
    const begun = duty({ code: "dbs", recorded_by: "dbs_referral", state: "under_way" });
    expect(notDoneAct(begun, all)).not.toBeNull();
    expect(notDoneAct(duty({}), [])).toBeNull();
  });
});

describe("a draft for CQC", () => {
  it("can be made while no notification was sent", () => {
    expect(mayDraft(abuse())).toBe(true);
    expect(mayDraft(abuse({ state: "done" }))).toBe(false);
    expect(mayDraft(abuse({ state: "under_way" }))).toBe(false);
    expect(mayDraft(duty({ state: "missing" }))).toBe(false);
  });
});
