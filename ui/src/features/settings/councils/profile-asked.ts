import type { Asked } from "$lib/drafts";
import { dayText, isoDay } from "$lib/format";
import type { EventKind, Unit } from "$lib/ipc";
import { factsWith, units } from "./target-facts";

/** One target as it is typed. */
export type TypedStep = {
  label: string;
  amount: string;
  unit: Unit;
  from: EventKind;
  until: EventKind[];
  at_most: boolean;
};

/** What a profile says, as its form holds it. */
export type ProfileWords = {
  authority: string;
  note: string;
  seen_on: string;
  source: string;
  steps: TypedStep[];
};

/** A row that was added and left alone is no target. */
export const isBlank = (step: TypedStep): boolean =>
  step.label.trim() === "" && step.amount.trim() === "" && step.until.length === 0;

/** One target in a sentence: what, how soon, from which fact until which. */
export function stepSaid(step: TypedStep): string {
  const facts = factsWith([step.from, ...step.until]);
  const fact = (kind: EventKind) => `“${facts.find((each) => each.value === kind)?.label ?? kind}”`;
  const unit = units.find((each) => each.value === step.unit)?.label.toLowerCase() ?? step.unit;
  const within = `${step.at_most ? "up to " : ""}${step.amount.trim()} ${unit}`;
  const until = step.until.length > 0 ? ` until ${step.until.map(fact).join(" or ")}` : "";
  return `${step.label.trim()}: ${within} from ${fact(step.from)}${until}`;
}

/** What is asked of a profile and how each answer is said. */
export const asked: Record<keyof ProfileWords, Asked<ProfileWords>> = {
  authority: { label: "Which council?", say: ({ authority }) => authority.trim() },
  source: { label: "Where were the targets seen?", say: ({ source }) => source.trim() },
  seen_on: {
    label: "On which day?",
    say: ({ seen_on }) => {
      const iso = isoDay(seen_on);
      return iso ? dayText(iso) : seen_on.trim();
    },
  },
  note: { label: "What has to be known about them?", say: ({ note }) => note.trim() },
  steps: {
    label: "Targets",
    say: ({ steps }) =>
      steps
        .filter((step) => !isBlank(step))
        .map(stepSaid)
        .join("\n"),
  },
};
