import { dayText } from "$lib/format";
import {
  call,
  commands,
  type CallError,
  type ChartOverride,
  type CheckForm,
  type MeasureSettings,
  type SettingsView,
} from "$lib/ipc";

/** What a draft keeps of the form. */
export type KeptSettings = {
  baselineFrom: string;
  baselineTo: string;
  changeOn: string;
  targetPercent: string;
  targetValue: string;
  transitionPeriods: string;
  triggers: string[];
  checks: CheckForm[];
  seasonal: boolean;
  different: boolean;
  matched: boolean;
  differentPeople: boolean;
  smallestGain: string;
  chart: ChartOverride | "";
  reason: string;
};

/** What a measure compares, as it is being declared. */
export class SettingsForm {
  baselineFrom = $state("");
  baselineTo = $state("");
  changeOn = $state("");
  targetPercent = $state("50");
  targetValue = $state("");
  transitionPeriods = $state("0");
  /** Days in the periods that prompted the action. */
  triggers = $state<string[]>([]);
  checks = $state<CheckForm[]>([]);
  seasonal = $state(false);
  /** The people of both sides are different ones, or linked. */
  different = $state(true);
  matched = $state(false);
  /** The people of two rounds that are not linked are different ones. */
  differentPeople = $state(false);
  /** The smallest gain of scores or times that matters; blank for none. */
  smallestGain = $state("");
  /** The chart chosen by hand; blank for the one that the method chooses. */
  chart = $state<ChartOverride | "">("");
  /** Why it is declared anew; kept with what was declared before. */
  reason = $state("");

  /** Something was declared before, so that a reason is asked for. */
  readonly declaredBefore: boolean;

  constructor(settings: SettingsView) {
    this.baselineFrom = dayText(settings.baseline_from ?? "");
    this.baselineTo = dayText(settings.baseline_to ?? "");
    this.changeOn = dayText(settings.change_on ?? "");
    this.targetPercent = String(settings.target_percent);
    this.targetValue = settings.target_value;
    this.transitionPeriods = String(settings.transition_periods);
    this.triggers = settings.trigger_periods.map(dayText);
    this.checks = typedChecks(settings.checks);
    this.seasonal = settings.seasonal;
    this.different = settings.independent;
    this.matched = settings.matched;
    this.differentPeople = settings.different_people;
    this.smallestGain = settings.smallest_gain;
    this.chart = settings.chart ?? "";
    this.declaredBefore = settings.baseline_from !== null || settings.change_on !== null;
  }

  /** What this declares would be shown as judged afterwards. */
  afterwards = $state(false);
  #asked = 0;

  /** Asks whether what is typed would be shown as judged afterwards; what cannot be asked says nothing. */
  async askAfterwards(measureId: string): Promise<void> {
    const asked = ++this.#asked;
    const answer = await call(commands.measureAfterwards(measureId, this.wire())).catch(() => false);
    if (asked === this.#asked) this.afterwards = answer;
  }

  /** A final check first: there can be only one before those on the way. */
  addCheck = (): void => {
    const kind = this.checks.some((check) => check.kind === "final") ? "interim" : "final";
    this.checks.push({ on: "", kind });
  };
  removeCheck = (at: number): void => void this.checks.splice(at, 1);
  addTrigger = (): void => void this.triggers.push("");
  removeTrigger = (at: number): void => void this.triggers.splice(at, 1);

  /** Takes the usual dates for the day of the change as it is typed; throws the refusal. */
  async useUsual(measureId: string): Promise<void> {
    const transition = wholeOr(this.transitionPeriods, 0);
    this.checks = typedChecks(
      await call(commands.measureChecksFor(measureId, this.changeOn.trim(), transition)),
    );
  }

  wire(): MeasureSettings {
    return {
      baseline_from: orNull(this.baselineFrom),
      baseline_to: orNull(this.baselineTo),
      change_on: orNull(this.changeOn),
      // What is no number, or a number that no field of the wire holds, is refused by its own rule.
      target_percent: wholeOr(this.targetPercent.replace("%", ""), 0),
      target_value: this.targetValue.trim(),
      transition_periods: wholeOr(this.transitionPeriods, 255),
      trigger_periods: this.triggers.map((day) => day.trim()).filter(Boolean),
      checks: this.checks
        .map((check) => ({ ...check, on: check.on.trim() }))
        .filter((check) => check.on !== ""),
      seasonal: this.seasonal,
      independent: this.different,
      matched: this.matched,
      different_people: this.differentPeople,
      smallest_gain: this.smallestGain.trim(),
      chart: this.chart === "" ? null : this.chart,
      reason: this.reason.trim(),
    };
  }

  /** Stores it over revision `rev`; throws the refusal. */
  async save(measureId: string, rev: number): Promise<void> {
    await call(commands.measureSettings(measureId, rev, this.wire()));
  }

  keep(): KeptSettings {
    return {
      baselineFrom: this.baselineFrom,
      baselineTo: this.baselineTo,
      changeOn: this.changeOn,
      targetPercent: this.targetPercent,
      targetValue: this.targetValue,
      transitionPeriods: this.transitionPeriods,
      triggers: [...this.triggers],
      checks: this.checks.map((check) => ({ ...check })),
      seasonal: this.seasonal,
      different: this.different,
      matched: this.matched,
      differentPeople: this.differentPeople,
      smallestGain: this.smallestGain,
      chart: this.chart,
      reason: this.reason,
    };
  }

  bringBack(kept: Partial<KeptSettings>): void {
    Object.assign(this, kept);
  }
}

const typedChecks = (checks: readonly CheckForm[]): CheckForm[] =>
  checks.map((check) => ({ on: dayText(check.on), kind: check.kind }));

/** A whole number from 0 to 255, blank as 0; `wrong` for anything else. */
function wholeOr(typed: string, wrong: number): number {
  if (typed.trim() === "") return 0;
  const whole = Number(typed.trim());
  return Number.isInteger(whole) && whole >= 0 && whole <= 255 ? whole : wrong;
}

function orNull(typed: string): string | null {
  return typed.trim() === "" ? null : typed.trim();
}

const fields = [
  "baseline_from",
  "baseline_to",
  "change_on",
  "target_percent",
  "target_value",
  "transition_periods",
  "trigger_periods",
  "checks",
  "smallest_gain",
  "chart",
  "reason",
] as const;
export type SettingsField = (typeof fields)[number];

/** The field of the form that a refusal is about, or null where it is about none of them. */
export function fieldOf(error: CallError | null): SettingsField | null {
  return fields.find((field) => field === error?.field) ?? null;
}
