import type { ActionDraft, ActionRow, CallError, InPractice, Progress, ActionStrength } from "$lib/ipc";
import { dayText } from "$lib/format";

/** What a draft keeps of the form. */
export type KeptAction = {
  title: string;
  owner: string;
  due: string;
  goLive: string;
  markerLabel: string;
  strength: ActionStrength;
  progress: Progress;
  checked: boolean;
  checkedBy: string;
  checkedOn: string;
  inPractice: InPractice;
  measureIds: string[];
  settlingWeeks: number;
  reason: string;
};

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

  static blank(measureIds: string[]): ActionForm {
    const form = new ActionForm();
    form.measureIds = measureIds;
    return form;
  }

  static of(action: ActionRow): ActionForm {
    const form = new ActionForm();
    form.title = action.title;
    form.owner = action.owner;
    form.due = dayText(action.due_iso ?? "");
    form.goLive = dayText(action.go_live_iso ?? "");
    form.markerLabel = action.marker_label ?? "";
    form.strength = action.strength;
    form.progress = action.progress;
    form.measureIds = [...action.measure_ids];
    form.settlingWeeks = action.settling_weeks;
    if (action.verified) {
      form.checked = true;
      form.checkedBy = action.verified.by;
      form.checkedOn = dayText(action.verified.on_iso);
      form.inPractice = action.verified.in_practice;
    }
    return form;
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
      reason: this.reason,
    };
  }

  bringBack(kept: Partial<KeptAction>): void {
    Object.assign(this, kept);
  }
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
