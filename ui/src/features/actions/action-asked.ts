import type { Asked } from "$lib/drafts";
import { dayText, isoDay } from "$lib/format";
import type { ActionStrength, InPractice, Progress } from "$lib/ipc";
import { practices, progresses, settlingTimes, strengths } from "./action-words";

/** What an action says, as its form holds it. */
export type ActionWords = {
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
};

/** A measure by which an action shows. */
export type NamedMeasure = { id: string; name: string };

const labelIn = <T>(choices: readonly { value: T; label: string }[], value: T): string =>
  choices.find((choice) => choice.value === value)?.label ?? String(value);

function daySaid(typed: string): string {
  const iso = isoDay(typed);
  return iso ? dayText(iso) : typed.trim();
}

const setOf = (ids: readonly string[]): string => [...new Set(ids)].sort().join(" ");

/** What is asked of an action and how each answer is said; `measures` are those of the case. */
export function askedOf(measures: readonly NamedMeasure[]): Record<keyof ActionWords, Asked<ActionWords>> {
  const nameOf = (id: string) => measures.find((measure) => measure.id === id)?.name ?? "One of another case";
  return {
    title: { label: "What will be done?", say: ({ title }) => title.trim() },
    owner: { label: "Who sees to it?", say: ({ owner }) => owner.trim() },
    due: { label: "Due", say: ({ due }) => daySaid(due) },
    progress: { label: "Progress", say: ({ progress }) => labelIn(progresses, progress) },
    goLive: { label: "Day it went live", say: ({ goLive }) => daySaid(goLive) },
    markerLabel: { label: "Words on the marker", say: ({ markerLabel }) => markerLabel.trim() },
    settlingWeeks: {
      label: "Time to settle in",
      say: ({ settlingWeeks }) => labelIn(settlingTimes(settlingWeeks), String(settlingWeeks)),
    },
    strength: { label: "How strong a change is it?", say: ({ strength }) => labelIn(strengths, strength) },
    measureIds: {
      label: "Which measures should show it?",
      say: ({ measureIds }) => measureIds.map(nameOf).join("; "),
      isSame: (one, other) => setOf(one.measureIds) === setOf(other.measureIds),
    },
    checked: {
      label: "Has somebody looked whether it happens in practice?",
      say: ({ checked }) => (checked ? "Yes" : "Not yet"),
    },
    checkedBy: { label: "Who looked?", say: ({ checkedBy }) => checkedBy.trim() },
    checkedOn: { label: "When did they look?", say: ({ checkedOn }) => daySaid(checkedOn) },
    inPractice: {
      label: "Does it happen in practice?",
      say: ({ checked, inPractice }) => (checked ? labelIn(practices, inPractice) : ""),
    },
  };
}
