import type { EventKind, GapFix, Lane } from "$lib/ipc";

/** What a gap's button opens: the form of what is missing, or a place on the page. */
export type Fix =
  | { opens: "event"; lane: Lane; kind: EventKind }
  | { opens: "part"; kind: string }
  | { opens: "action" }
  | { opens: "measure" }
  | { opens: "questions" }
  | { opens: "counts" };

const fixes: Record<GapFix, Fix> = {
  add_event_decision: { opens: "part", kind: "la_decision" },
  add_event_finding: { opens: "part", kind: "finding" },
  add_event_referral: { opens: "part", kind: "referral" },
  add_event_cqc: { opens: "part", kind: "cqc_notification" },
  add_check: { opens: "event", lane: "checks", kind: "check" },
  add_action: { opens: "action" },
  link_measure: { opens: "measure" },
  answer_questions: { opens: "questions" },
  enter_counts: { opens: "counts" },
};

export function fixFor(gap: GapFix): Fix {
  return fixes[gap];
}

const labels: Record<GapFix, string> = {
  add_event_decision: "Record the council's decision",
  add_event_finding: "Record the finding",
  add_event_referral: "Record the referral",
  add_event_cqc: "Record the CQC notification",
  add_check: "Record a check",
  add_action: "Add an action",
  link_measure: "Choose a measure",
  answer_questions: "Answer the three questions",
  enter_counts: "Enter counts",
};

/** What the gap in the chain invites to, in words. */
export function fixLabel(gap: GapFix): string {
  return labels[gap];
}
