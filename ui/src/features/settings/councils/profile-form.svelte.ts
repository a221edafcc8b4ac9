import { dayText } from "$lib/format";
import type { EventKind, ProfileDraft, ProfileRow, StepDraft, Unit } from "$lib/ipc";

/** One target as it is typed. */
export type TypedStep = {
  label: string;
  amount: string;
  unit: Unit;
  from: EventKind;
  until: EventKind[];
  at_most: boolean;
};

/** What a draft keeps of the form. */
export type KeptProfile = {
  authority: string;
  note: string;
  seen_on: string;
  source: string;
  steps: TypedStep[];
};

/** A council's targets as they are being written. */
export class ProfileForm {
  authority = $state("");
  note = $state("");
  seen_on = $state("");
  source = $state("");
  steps = $state<TypedStep[]>([]);
  /** What is typed to find a fact that ends a target, target by target. */
  queries = $state<string[]>([]);

  readonly code: string | null;
  readonly rev: number;

  constructor(before: ProfileRow | null, today: string) {
    this.code = before?.code ?? null;
    this.rev = before?.rev ?? 0;
    if (!before) {
      this.seen_on = dayText(today);
      this.addStep();
      return;
    }
    this.bringBack({
      authority: before.authority,
      note: before.note,
      seen_on: before.seen_on,
      source: before.source,
      steps: before.steps.map((step) => ({
        label: step.label,
        amount: String(step.amount),
        unit: step.unit,
        from: step.from,
        until: [...step.until],
        at_most: step.at_most ?? false,
      })),
    });
  }

  addStep(): void {
    this.steps.push({
      label: "",
      amount: "",
      unit: "working_days",
      from: "referral",
      until: [],
      at_most: false,
    });
    this.queries.push("");
  }

  removeStep(at: number): void {
    this.steps.splice(at, 1);
    this.queries.splice(at, 1);
  }

  draft(): ProfileDraft {
    return {
      code: this.code,
      rev: this.rev,
      authority: this.authority.trim(),
      note: this.note.trim(),
      seen_on: this.seen_on.trim(),
      source: this.source.trim(),
      steps: this.steps.filter((step) => !isBlank(step)).map(asDraft),
    };
  }

  keep(): KeptProfile {
    const { authority, note, seen_on, source } = this;
    return { authority, note, seen_on, source, steps: $state.snapshot(this.steps) };
  }

  bringBack(kept: Partial<KeptProfile>): void {
    Object.assign(this, kept);
    this.queries = this.steps.map(() => "");
  }
}

/** A row that was added and left alone is no target. */
const isBlank = (step: TypedStep): boolean =>
  step.label.trim() === "" && step.amount.trim() === "" && step.until.length === 0;

/** The program says what is wrong with a number that is none. */
function asDraft(step: TypedStep): StepDraft {
  const digits = step.amount.trim();
  return {
    label: step.label.trim(),
    amount: /^\d{1,6}$/.test(digits) ? Number(digits) : 0,
    unit: step.unit,
    from: step.from,
    until: [...step.until],
    at_most: step.at_most,
  };
}

/** Where the unfinished form is kept. */
export const draftKeyOf = (code: string | null): string => `authority:${code ?? "new"}`;

/** The profile that a draft's key stands for: its code, null for a new one; absent where it stands for none. */
export function codeOfKey(key: string | null): { code: string | null } | null {
  const [name, code, more] = (key ?? "").split(":");
  if (name !== "authority" || !code || more !== undefined) return null;
  return { code: code === "new" ? null : code };
}
