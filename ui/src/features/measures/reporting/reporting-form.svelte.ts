import { call, commands, type ReportingForm, type ReportingSideForm, type ReportingView } from "$lib/ipc";

/** What is asked of each side, in the order of the form. */
export const questions: { key: keyof ReportingSideForm; label: string; decimal?: boolean }[] = [
  { key: "periods_due", label: "Returns due" },
  { key: "periods_missing", label: "Of these, missing" },
  { key: "nil_periods", label: "Returns that said none" },
  { key: "nil_confirmed", label: "Of these, confirmed" },
  { key: "no_harm", label: "Reports in which nobody was harmed" },
  { key: "harm", label: "Reports in which somebody was harmed" },
  { key: "median_lag", label: "Days from event to entry, middle value", decimal: true },
  { key: "concerns_raised", label: "Concerns raised by staff" },
  { key: "independent_count", label: "The same counted by another source" },
];

/** What a draft keeps of the form. */
export type KeptReporting = ReportingForm & { reason: string };

/** The reporting behind a measure, as it is being entered. */
export class ReportingEntry {
  before = $state<ReportingSideForm>(blankSide());
  after = $state<ReportingSideForm>(blankSide());
  source = $state("");
  reason = $state("");

  /** Something was entered before, so that a reason is asked for. */
  readonly enteredBefore: boolean;
  readonly #measureId: string;
  readonly #rev: number;

  constructor(view: ReportingView) {
    this.#measureId = view.measure_id;
    this.#rev = view.rev;
    this.enteredBefore = view.rev > 0;
    this.before = { ...view.form.before };
    this.after = { ...view.form.after };
    this.source = view.form.independent_source;
  }

  wire(): ReportingForm {
    return {
      before: { ...this.before },
      after: { ...this.after },
      independent_source: this.source.trim(),
    };
  }

  /** Stores it; throws the refusal. */
  async save(): Promise<void> {
    await call(commands.reportingSet(this.#measureId, this.#rev, this.wire(), this.reason.trim()));
  }

  keep(): KeptReporting {
    return { ...this.wire(), reason: this.reason };
  }

  bringBack(kept: Partial<KeptReporting>): void {
    if (kept.before) this.before = { ...blankSide(), ...kept.before };
    if (kept.after) this.after = { ...blankSide(), ...kept.after };
    this.source = kept.independent_source ?? this.source;
    this.reason = kept.reason ?? this.reason;
  }
}

function blankSide(): ReportingSideForm {
  return {
    no_harm: "",
    harm: "",
    periods_due: "",
    periods_missing: "",
    nil_periods: "",
    nil_confirmed: "",
    median_lag: "",
    concerns_raised: "",
    independent_count: "",
  };
}

/** Whether a refusal is about one of the fields. */
export function isField(field: string | null): boolean {
  if (field === "reason" || field === "independent_source") return true;
  const [side, key] = (field ?? "").split(".");
  return (side === "before" || side === "after") && questions.some((question) => question.key === key);
}
