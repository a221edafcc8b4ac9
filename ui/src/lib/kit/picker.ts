import { holdsWords } from "$lib/format";
import type { Choice } from "./choices";

/** More than this many lines are narrowed by typing and not by scrolling. */
export const mostShown = 60;

/** The options in which every word typed is found, in their label or hint. */
export function found<Option extends Choice>(options: readonly Option[], query: string): Option[] {
  return options.filter((option) => holdsWords(`${option.label} ${option.hint ?? ""}`, query));
}

/** The line of the list that a key moves to from where it is, or null where the key belongs to the text. */
export function activeAfterKey(key: string, at: number | null, count: number): number | null {
  if (count === 0) return null;
  if (key === "ArrowDown") return at === null ? 0 : Math.min(at + 1, count - 1);
  if (key === "ArrowUp") return at === null ? count - 1 : Math.max(at - 1, 0);
  return null;
}
