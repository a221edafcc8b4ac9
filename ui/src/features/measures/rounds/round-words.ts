import type { IndicatorKind, RoundKind, RoundSide } from "$lib/ipc";

export const sides: { value: RoundSide; label: string }[] = [
  { value: "before", label: "Before the change" },
  { value: "after", label: "After it" },
  { value: "follow_up", label: "Follow-up, later again" },
];

/** The name of the column of values, and how a value is typed. */
export function valueWords(kind: RoundKind, unit: string): { label: string; hint: string } {
  switch (kind) {
    case "scores":
      return { label: "Score", hint: "A number, such as 4 or 2.5." };
    case "answers":
      return { label: "Answer", hint: "A whole number of the scale, such as 4." };
    case "results":
      return { label: "Result", hint: "Type pass or fail, or yes or no." };
    case "durations": {
      const bare = unit.includes("day") ? "days" : "hours";
      return {
        label: "Time taken",
        hint: `Such as 30 h, 1 d 6 h, 45 min or 1:30. A number alone is in ${bare}.`,
      };
    }
    case "event_dates":
      return { label: "Day", hint: "A date, such as 7 Feb 2026." };
  }
}

/** The card's name on the page of a measure. */
export const cardTitle = (indicator: IndicatorKind): string =>
  ({
    count: "Rare events, by their dates",
    proportion: "People’s results",
    score: "People’s scores",
    duration: "Times taken",
  })[indicator];

export type RowProblems = {
  /** What is wrong by row, from 1. */
  byRow: ReadonlyMap<number, string>;
  /** What is about no one row. */
  others: string | null;
};

/** A refusal of several lines, "Row 2: … Row 5: …", taken apart. */
export function rowProblems(message: string | null): RowProblems {
  const byRow = new Map<number, string>();
  const rest: string[] = [];
  for (const part of (message ?? "").split(/(?=\bRow \d+: )/)) {
    const found = /^Row (\d+): (.*)$/s.exec(part.trim());
    if (!found) {
      rest.push(part.trim());
      continue;
    }
    const row = Number(found[1]);
    const before = byRow.get(row);
    const words = capital((found[2] ?? "").trim());
    byRow.set(row, before ? `${before} ${words}` : words);
  }
  return { byRow, others: rest.filter(Boolean).join(" ") || null };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
