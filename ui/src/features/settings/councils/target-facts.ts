import type { EventKind, Unit } from "$lib/ipc";

/**
 * The facts that a council's target can be counted from and wait for, as the chronology calls them. A test compares
 * the words with the program's own.
 */
export const targetFacts: readonly { value: EventKind; label: string }[] = [
  { value: "referral", label: "Referred to the local authority" },
  { value: "la_decision", label: "Local authority decision: enquiry" },
  { value: "la_no_enquiry", label: "Local authority decision: no enquiry" },
  { value: "la_pending", label: "Local authority: not decided yet" },
  { value: "la_transfer", label: "Passed to another authority" },
  { value: "planning_meeting", label: "Planning meeting" },
  { value: "enquiry_asked", label: "Asked to enquire" },
  { value: "report_sent", label: "Report sent" },
  { value: "council_response", label: "Council’s response" },
  { value: "outcomes_meeting", label: "Outcomes meeting" },
  { value: "plan_agreed", label: "Plan agreed" },
  { value: "plan_review", label: "Plan review" },
  { value: "family_told", label: "Person or family told" },
  { value: "la_closure", label: "Local authority closed" },
];

/** What may be chosen, with a fact that a profile names already and that is not among the usual ones. */
export function factsWith(named: readonly EventKind[]): { value: EventKind; label: string }[] {
  const more = named.filter((kind) => !targetFacts.some((fact) => fact.value === kind));
  return [...targetFacts, ...more.map((value) => ({ value, label: value.replaceAll("_", " ") }))];
}

export const units: { value: Unit; label: string }[] = [
  { value: "working_days", label: "Working days" },
  { value: "calendar_days", label: "Calendar days" },
  { value: "hours", label: "Hours" },
];
