import { Revision, type Wording } from "$lib/drafts";
import { dayText } from "$lib/format";
import type { ProfileDraft, ProfileRow, StepDraft } from "$lib/ipc";
import { asked, isBlank, type ProfileWords, type TypedStep } from "./profile-asked";

/** What a draft keeps of the form: what differs from what it was begun on, or all of a new profile. */
export type KeptProfile = Partial<ProfileWords>;

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
  /** What it was begun on, and what was recorded since. */
  readonly revision: Revision<ProfileWords>;

  constructor(before: ProfileRow | null, today: string) {
    this.code = before?.code ?? null;
    this.revision = new Revision(this, asked, before && wordingOf(before));
    if (before) return;
    this.seen_on = dayText(today);
    this.addStep();
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
      rev: this.revision.rev ?? 0,
      authority: this.authority.trim(),
      note: this.note.trim(),
      seen_on: this.seen_on.trim(),
      source: this.source.trim(),
      steps: this.steps.filter((step) => !isBlank(step)).map(asDraft),
    };
  }

  words(): ProfileWords {
    const { authority, note, seen_on, source } = this;
    return { authority, note, seen_on, source, steps: $state.snapshot(this.steps) };
  }

  put(words: ProfileWords): void {
    const steps = words.steps.map((step) => ({ ...step, until: [...step.until] }));
    Object.assign(this, { ...words, steps });
    this.queries = steps.map(() => "");
  }

  keep(): KeptProfile {
    return this.revision.keep();
  }

  /** Puts back what a draft kept; anything it does not hold stays as it is. */
  bringBack(kept: KeptProfile, begunOn: number | null = null): void {
    this.revision.bringBack(kept, begunOn);
  }

  /** Meets the profile as it stands now. */
  meet(newer: ProfileRow): void {
    this.revision.meet(wordingOf(newer));
  }
}

function wordingOf({ rev, authority, note, seen_on, source, ...profile }: ProfileRow): Wording<ProfileWords> {
  const steps: TypedStep[] = profile.steps.map((step) => ({
    label: step.label,
    amount: String(step.amount),
    unit: step.unit,
    from: step.from,
    until: [...step.until],
    at_most: step.at_most ?? false,
  }));
  const also = profile.retired ? { label: "Used?", newer: "No longer used", mine: "Used again" } : null;
  return { rev, words: { authority, note, seen_on, source, steps }, also };
}

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
