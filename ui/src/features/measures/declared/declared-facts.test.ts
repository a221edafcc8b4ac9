import { describe, expect, it } from "vitest";
import type { SettingsView } from "$lib/ipc";
import { declaredFacts } from "./declared-facts";

const usual: SettingsView = {
  baseline_from: null,
  baseline_to: null,
  change_on: null,
  target_percent: 50,
  aim: "A halving",
  target_value: "",
  transition_periods: 0,
  trigger_periods: [],
  checks: [],
  checks_recorded: null,
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
const labels = (settings: SettingsView) => declaredFacts(settings, "week").map((fact) => fact.label);

describe("what is compared, on a measure's page", () => {
  it("says what is not set yet, and leaves out what is as usual", () => {
    expect(declaredFacts(usual, "week")).toEqual([
      { label: "Baseline", value: "Not set yet" },
      { label: "Day of the change", value: "Not set yet" },
      { label: "Aim", value: "A halving" },
    ]);
  });

  it("says everything that was set", () => {
    const all: SettingsView = {
      ...usual,
      baseline_from: "2025-10-27",
      baseline_to: "2026-02-08",
      target_percent: 70,
      target_value: "5.5",
      transition_periods: 2,
      trigger_periods: ["2025-12-22", "2025-12-29"],
      seasonal: true,
      independent: false,
      matched: true,
      different_people: true,
      smallest_gain: "0.5",
    };
    expect(labels(all)).toEqual([
      "Baseline",
      "Day of the change",
      "Aim",
      "Value to be reached",
      "Settling in, on neither side",
      "What prompted it (week from)",
      "Season",
      "Compared with",
      "People",
      "Rounds without codes",
      "Smallest gain that matters",
    ]);
    const value = (label: string) => declaredFacts(all, "week").find((fact) => fact.label === label)?.value;
    expect(value("Baseline")).toBe("27 Oct 2025 to 8 Feb 2026");
    expect(value("Settling in, on neither side")).toBe("2 weeks");
    expect(value("What prompted it (week from)")).toBe("22 Dec 2025 and 29 Dec 2025");
  });
});
