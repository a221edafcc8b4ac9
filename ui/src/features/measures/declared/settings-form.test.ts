import { beforeEach, describe, expect, it, vi } from "vitest";
import type { SettingsView } from "$lib/ipc";

const measureChecksFor = vi.fn();
const measureAfterwards = vi.fn();
vi.mock("../../../bindings", () => ({ commands: { measureChecksFor, measureAfterwards } }));

const { fieldOf, SettingsForm } = await import("./settings-form.svelte");
const { CallError } = await import("$lib/ipc");

const settings: SettingsView = {
  baseline_from: "2025-10-27",
  baseline_to: "2026-02-08",
  change_on: "2026-02-09",
  target_percent: 50,
  aim: "A halving",
  target_value: "5.5",
  transition_periods: 1,
  trigger_periods: ["2025-12-22"],
  checks: [
    { on: "2026-03-09", kind: "interim" },
    { on: "2026-08-10", kind: "final" },
  ],
  checks_recorded: "2 February 2026",
  retrospective: false,
  usual_checks: [],
  seasonal: false,
  independent: true,
  matched: false,
  chart: null,
  charts: [],
  checks_recorded_on: null,
  different_people: false,
  smallest_gain: "",
};
const nothing: SettingsView = {
  ...settings,
  baseline_from: null,
  baseline_to: null,
  change_on: null,
  target_value: "",
  transition_periods: 0,
  trigger_periods: [],
  checks: [],
  checks_recorded: null,
};

describe("what a measure compares", () => {
  beforeEach(() => void measureChecksFor.mockReset());

  it("opens with dates as people write them and sends back all of it", () => {
    expect(new SettingsForm(settings).wire()).toEqual({
      baseline_from: "27 Oct 2025",
      baseline_to: "8 Feb 2026",
      change_on: "9 Feb 2026",
      target_percent: 50,
      target_value: "5.5",
      transition_periods: 1,
      trigger_periods: ["22 Dec 2025"],
      checks: [
        { on: "9 Mar 2026", kind: "interim" },
        { on: "10 Aug 2026", kind: "final" },
      ],
      seasonal: false,
      independent: true,
      matched: false,
      different_people: false,
      smallest_gain: "",
      chart: null,
      reason: "",
    });
  });

  it("leaves out rows that were added and left blank", () => {
    const form = new SettingsForm(nothing);
    form.addCheck();
    form.addTrigger();
    expect(form.checks).toEqual([{ on: "", kind: "final" }]);
    expect(form.wire()).toMatchObject({ baseline_from: null, checks: [], trigger_periods: [] });
  });

  it("sends a number that cannot be one so that its own rule refuses it", () => {
    const form = new SettingsForm(settings);
    form.targetPercent = "a half";
    form.transitionPeriods = "999";
    expect(form.wire()).toMatchObject({ target_percent: 0, transition_periods: 255 });
    form.targetPercent = "60 %";
    form.transitionPeriods = "";
    expect(form.wire()).toMatchObject({ target_percent: 60, transition_periods: 0 });
  });

  it("asks for a reason only once something was declared", () => {
    expect(new SettingsForm(settings).declaredBefore).toBe(true);
    expect(new SettingsForm(nothing).declaredBefore).toBe(false);
  });

  it("takes the usual dates for the day as it is typed", async () => {
    measureChecksFor.mockResolvedValue({ status: "ok", data: [{ on: "2026-03-16", kind: "interim" }] });
    const form = new SettingsForm(settings);
    form.changeOn = " 16/2/2026 ";
    await form.useUsual("m1");
    expect(measureChecksFor).toHaveBeenCalledWith("m1", "16/2/2026", 1);
    expect(form.checks).toEqual([{ on: "16 Mar 2026", kind: "interim" }]);
  });

  it("keeps and brings back what was typed", () => {
    const form = new SettingsForm(settings);
    form.triggers[0] = "29 Dec 2025";
    form.differentPeople = true;
    form.smallestGain = " 0.5 ";
    form.reason = "The board went up a week later.";
    const again = new SettingsForm(settings);
    again.bringBack(form.keep());
    expect(again.keep()).toEqual(form.keep());
    expect(again.wire()).toMatchObject({ different_people: true, smallest_gain: "0.5" });
  });
});

describe("judged afterwards", () => {
  it("is what the newest question was answered, whichever answer comes last", async () => {
    const answers: ((value: unknown) => void)[] = [];
    measureAfterwards.mockImplementation(() => new Promise((resolve) => answers.push(resolve)));
    const form = new SettingsForm(settings);
    const first = form.askAfterwards("m1");
    form.baselineTo = "1/2/2026";
    const second = form.askAfterwards("m1");
    expect(measureAfterwards).toHaveBeenLastCalledWith("m1", form.wire());
    answers[1]?.({ status: "ok", data: true });
    await second;
    answers[0]?.({ status: "ok", data: false });
    await first;
    expect(form.afterwards).toBe(true);
  });

  it("is not said where it cannot be asked", async () => {
    measureAfterwards.mockRejectedValue(new Error("gone"));
    const form = new SettingsForm(settings);
    form.afterwards = true;
    await form.askAfterwards("m1");
    expect(form.afterwards).toBe(false);
  });
});

it("puts a refusal at its field", () => {
  const refusal = (field: string | null) =>
    new CallError({ code: "invalid", message: "No.", field, wait_seconds: null, problems: [], choices: [] });
  expect(fieldOf(refusal("target_percent"))).toBe("target_percent");
  expect(fieldOf(refusal("measure"))).toBeNull();
  expect(fieldOf(null)).toBeNull();
});
