import type { EventKind, Lane } from "$lib/ipc";

export const lanes: { value: Lane; label: string }[] = [
  { value: "case", label: "Case" },
  { value: "agencies", label: "Agencies" },
  { value: "actions", label: "Actions" },
  { value: "checks", label: "Checks" },
];

export const laneLabel = (lane: Lane): string => lanes.find((each) => each.value === lane)?.label ?? lane;

const kinds: Record<EventKind, { label: string; lane: Lane | null }> = {
  note: { label: "Something that happened", lane: null },
  referral: { label: "Referral to the local authority", lane: "agencies" },
  cqc_notification: { label: "Notification to CQC", lane: "agencies" },
  family_told: { label: "Adult or family told", lane: "case" },
  la_decision: { label: "The council decided: enquiry", lane: "agencies" },
  la_no_enquiry: { label: "The council decided: no enquiry", lane: "agencies" },
  report_sent: { label: "Report sent", lane: "agencies" },
  finding: { label: "Finding", lane: "case" },
  outcomes_meeting: { label: "Outcomes meeting", lane: "case" },
  la_closure: { label: "The council closed its enquiry", lane: "agencies" },
  check: { label: "Check in practice", lane: "checks" },
};

export const eventKinds = (Object.keys(kinds) as EventKind[]).map((value) => ({
  value,
  label: kinds[value].label,
}));

/** The lane in which an event of this kind usually stands, or null where any will do. */
export const usualLane = (kind: EventKind): Lane | null => kinds[kind].lane;

const examples: Record<EventKind, string> = {
  note: "Who did what, where. “Welfare calls made to all 11 people on that round.”",
  referral: "To whom, how, and their reference if you have one.",
  cqc_notification: "What was notified and the reference CQC gave.",
  family_told: "Who was told, by whom, and what they said.",
  la_decision: "What the council decided and what it asks of you, with the date it is due.",
  la_no_enquiry: "What the council decided, why, and what it asks you to do yourselves.",
  report_sent: "Which report, to whom, and how it was sent.",
  finding: "What was found, on the balance of probabilities, and about which allegation.",
  outcomes_meeting: "What was agreed, and how far the adult's desired outcomes were met.",
  la_closure: "What the council decided about the risk, and anything it asks you to keep doing.",
  check: "What was looked at, how many, and what was seen in practice.",
};

/** What a good entry of this kind says. */
export const entryHint = (kind: EventKind): string => examples[kind];
