import type { DutyRow, FieldInput, PartSection } from "$lib/ipc";

/** What a button of the matrix opens: the form of a new part and what it starts with, or a part there is. */
export type DutyOpens = { kind: string; preset?: Record<string, FieldInput> } | { id: string };

export type DutyAct = { label: string; opens: DutyOpens };

const chosen = (code: string): FieldInput => ({ codes: [code] });

/** What the form of a duty starts with, so that nobody chooses again what the row says already. */
function presetOf(duty: DutyRow): Record<string, FieldInput> | undefined {
  if (duty.recorded_by === "cqc_notification" && duty.regulation)
    return { regulation: chosen(duty.regulation) };
  return duty.recorded_by === "body_told" ? { duty: chosen(duty.code) } : undefined;
}

/** The button that records what was done, or null where everything asked is on record. */
export function recordAct(duty: DutyRow, sections: readonly PartSection[]): DutyAct | null {
  if (duty.state === "done") return null;
  const next = nextStep(duty, sections);
  if (next) return next;
  const section = sections.find((each) => each.kind === duty.recorded_by);
  if (!section) return null;
  if (section.may_add) {
    return { label: "Record", opens: { kind: duty.recorded_by, preset: presetOf(duty) } };
  }
  // A case has one of these, so the one there is is amended.
  const there = section.rows.find((row) => !row.removed);
  return there ? { label: "Open", opens: { id: there.id } } : null;
}

/** What comes next of a duty that is under way, where that has a form of its own. */
function nextStep(duty: DutyRow, sections: readonly PartSection[]): DutyAct | null {
  if (duty.state !== "under_way") return null;
  const next =
    duty.code === "cqc_notification"
      ? { label: "Record the update", kind: "cqc_update" }
      : duty.code === "candour" && !mayAdd(sections, duty.recorded_by)
        ? { label: "Record a step", kind: "candour_step" }
        : null;
  return next && mayAdd(sections, next.kind)
    ? { label: next.label, opens: { kind: next.kind, preset: {} } }
    : null;
}

/**
 * The button for a duty that was thought about and is not done, or null where that cannot be said any more. Whether
 * the duty of candour's threshold is met is a decision with a form of its own.
 */
export function notDoneAct(duty: DutyRow, sections: readonly PartSection[]): DutyAct | null {
  const isOpen = duty.state === "missing" || duty.state === "to_consider";
  const isBegun = duty.state === "under_way" && duty.code === "dbs";
  if (!isOpen && !isBegun) return null;
  const label = "Considered, not done…";
  if (duty.code === "candour") {
    if (!mayAdd(sections, duty.recorded_by)) return null;
    return { label, opens: { kind: duty.recorded_by, preset: { threshold: chosen("not_met") } } };
  }
  if (!mayAdd(sections, "duty_not_done")) return null;
  const preset: Record<string, FieldInput> = { duty: chosen(duty.code) };
  if (duty.regulation) preset.regulation = chosen(duty.regulation);
  return { label, opens: { kind: "duty_not_done", preset } };
}

/** Whether a notification can be drafted: it is one to CQC, and none was sent. */
export const mayDraft = (duty: DutyRow): duty is DutyRow & { regulation: string } =>
  duty.code === "cqc_notification" &&
  duty.regulation !== null &&
  (duty.state === "missing" || duty.state === "to_consider" || duty.state === "not_done");

const mayAdd = (sections: readonly PartSection[], kind: string): boolean =>
  sections.some((section) => section.kind === kind && section.may_add);
