import { Revision, type Wording } from "$lib/drafts";
import { dayText } from "$lib/format";
import type { ActionDraft, ActionRow, ActionStrength, CallError, InPractice, Progress } from "$lib/ipc";
import { askedOf, type ActionWords, type NamedMeasure } from "./action-asked";

/** What a draft keeps of the form: what differs from what it was begun on, or all of a new action. */
export type KeptAction = Partial<ActionWords> & { reason: string };

/** An action as it is being written. */
export class ActionForm {
  title = $state("");
  owner = $state("");
  due = $state("");
  goLive = $state("");
  markerLabel = $state("");
  strength = $state<ActionStrength>("medium");
  progress = $state<Progress>("not_started");
  /** True once somebody has looked whether it happens in practice. */
  checked = $state(false);
  checkedBy = $state("");
  checkedOn = $state("");
  inPractice = $state<InPractice>("yes");
  measureIds = $state<string[]>([]);
  /** Weeks from going live until the new way has settled, as recorded. */
  settlingWeeks = $state(0);
  /** Why a recorded action is changed; may stay empty. */
  reason = $state("");

  /** What it was begun on, and what was recorded since. */
  readonly revision: Revision<ActionWords>;

  private constructor(of: Wording<ActionWords> | null, measures: readonly NamedMeasure[] = []) {
    this.revision = new Revision(this, askedOf(measures), of);
  }

  static blank(measureIds: string[]): ActionForm {
    const form = new ActionForm(null);
    form.measureIds = measureIds;
    return form;
  }

  /** `measures` are those of the case, by which the ones chosen are named. */
  static of(action: ActionRow, measures: readonly NamedMeasure[] = []): ActionForm {
    return new ActionForm(wordingOf(action), measures);
  }

  words(): ActionWords {
    return {
      title: this.title,
      owner: this.owner,
      due: this.due,
      goLive: this.goLive,
      markerLabel: this.markerLabel,
      strength: this.strength,
      progress: this.progress,
      checked: this.checked,
      checkedBy: this.checkedBy,
      checkedOn: this.checkedOn,
      inPractice: this.inPractice,
      measureIds: [...this.measureIds],
      settlingWeeks: this.settlingWeeks,
    };
  }

  put(words: ActionWords): void {
    Object.assign(this, { ...words, measureIds: [...words.measureIds] });
  }

  /** Meets the action as it stands now, where it was changed since this was begun. */
  meet(newer: ActionRow): void {
    this.revision.meet(wordingOf(newer));
  }

  draft(): ActionDraft {
    return {
      title: this.title.trim(),
      owner: this.owner.trim(),
      due: orNull(this.due),
      go_live: orNull(this.goLive),
      marker_label: orNull(this.goLive) === null ? null : orNull(this.markerLabel),
      strength: this.strength,
      progress: this.progress,
      verified: this.checked
        ? {
            by: this.checkedBy.trim(),
            on: this.checkedOn.trim(),
            in_practice: this.inPractice,
          }
        : null,
      measure_ids: [...this.measureIds],
      settling_weeks: this.settlingWeeks,
    };
  }

  keep(): KeptAction {
    return { ...this.revision.keep(), reason: this.reason };
  }

  /** Puts back what a draft kept; anything it does not hold stays as it is. */
  bringBack(kept: Partial<KeptAction>, begunOn: number | null = null): void {
    this.reason = kept.reason ?? this.reason;
    this.revision.bringBack(kept, begunOn);
  }
}

function wordingOf(action: ActionRow): Wording<ActionWords> {
  const { verified } = action;
  const words: ActionWords = {
    title: action.title,
    owner: action.owner,
    due: dayText(action.due_iso ?? ""),
    goLive: dayText(action.go_live_iso ?? ""),
    markerLabel: action.marker_label ?? "",
    strength: action.strength,
    progress: action.progress,
    checked: verified !== null,
    checkedBy: verified?.by ?? "",
    checkedOn: dayText(verified?.on_iso ?? ""),
    inPractice: verified?.in_practice ?? "yes",
    measureIds: [...action.measure_ids],
    settlingWeeks: action.settling_weeks,
  };
  const also = action.removed ? { label: "In the bin", newer: "Yes", mine: null } : null;
  return { rev: action.rev, words, also };
}

function orNull(typed: string): string | null {
  return typed.trim() === "" ? null : typed.trim();
}

export type ActionField =
  | "title"
  | "owner"
  | "due"
  | "go_live"
  | "marker_label"
  | "strength"
  | "progress"
  | "verified.by"
  | "verified.on"
  | "reason";

const fields: readonly string[] = [
  "title",
  "owner",
  "due",
  "go_live",
  "marker_label",
  "strength",
  "progress",
  "verified.by",
  "verified.on",
  "reason",
];

/** The field of the form that a refusal is about, or null where it is about none of them. */
export function fieldOf(error: CallError | null): ActionField | null {
  const field = error?.field === "verified" ? "verified.by" : error?.field;
  return field && fields.includes(field) ? (field as ActionField) : null;
}
