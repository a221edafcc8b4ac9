import type { EventKind, Lane } from "$lib/ipc";

export const lanes: { value: Lane; label: string }[] = [
  { value: "case", label: "Case" },
  { value: "agencies", label: "Agencies" },
  { value: "actions", label: "Actions" },
  { value: "checks", label: "Checks" },
];

export const laneLabel = (lane: Lane): string => lanes.find((each) => each.value === lane)?.label ?? lane;

type KindWords = {
  label: string;
  /** The lane in which such an entry usually stands, or null where any will do. */
  lane: Lane | null;
  /** What a good entry says. */
  hint: string;
};

/** Kinds that are written by hand: no part of the case says them. */
const byHand: Partial<Record<EventKind, KindWords>> = {
  note: {
    label: "Something that happened",
    lane: null,
    hint: "Who did what, where. “Welfare calls made to all 11 people on that round.”",
  },
  check: {
    label: "Check in practice",
    lane: "checks",
    hint: "What was looked at, how many, and what was seen in practice.",
  },
};

/** Kinds that a part of the case says now. Entries written before it did can still be reworded. */
const saidByParts: Partial<Record<EventKind, KindWords>> = {
  referral: {
    label: "Referral to the local authority",
    lane: "agencies",
    hint: "To whom, how, and their reference if you have one.",
  },
  cqc_notification: {
    label: "Notification to CQC",
    lane: "agencies",
    hint: "What was notified and the reference CQC gave.",
  },
  family_told: {
    label: "Adult or family told",
    lane: "case",
    hint: "Who was told, by whom, and what they said.",
  },
  la_decision: {
    label: "The council decided: enquiry",
    lane: "agencies",
    hint: "What the council decided and what it asks of you, with the date it is due.",
  },
  la_no_enquiry: {
    label: "The council decided: no enquiry",
    lane: "agencies",
    hint: "What the council decided, why, and what it asks you to do yourselves.",
  },
  report_sent: {
    label: "Report sent",
    lane: "agencies",
    hint: "Which report, to whom, and how it was sent.",
  },
  finding: {
    label: "Finding",
    lane: "case",
    hint: "What was found, on the balance of probabilities, and about which allegation.",
  },
  outcomes_meeting: {
    label: "Outcomes meeting",
    lane: "case",
    hint: "What was agreed, and how far the adult's desired outcomes were met.",
  },
  la_closure: {
    label: "The council closed its enquiry",
    lane: "agencies",
    hint: "What the council decided about the risk, and anything it asks you to keep doing.",
  },
};

const words = (kind: EventKind): KindWords | undefined => byHand[kind] ?? saidByParts[kind];

/**
 * The kinds that an entry may be given: those written by hand, and the kind it has already.
 * `label` says that kind in words where it is none of those above.
 */
export function kindsFor(has: EventKind, label?: string): { value: EventKind; label: string }[] {
  const kinds = Object.keys(byHand) as EventKind[];
  const offered = kinds.includes(has) ? kinds : [...kinds, has];
  return offered.map((value) => ({ value, label: words(value)?.label ?? label ?? value }));
}

/** The lane in which an event of this kind usually stands, or null where any will do. */
export const usualLane = (kind: EventKind): Lane | null => words(kind)?.lane ?? null;

/** The kind in words, as the form offers it. */
export const kindLabel = (kind: EventKind): string => words(kind)?.label ?? kind.replaceAll("_", " ");

/** What a good entry of this kind says. */
export const entryHint = (kind: EventKind): string | undefined => words(kind)?.hint;
