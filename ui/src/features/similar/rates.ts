import { listOf } from "$lib/format";
import type { RateRow } from "$lib/ipc";

/** One likeness with its windows, in the order in which the program gives them. */
export type RateLine = { likeness: string; cells: (RateRow | null)[] };

/** Rates as a table: a line for each likeness, a column for each window. */
export function tableOf(rows: readonly RateRow[]): { windows: string[]; lines: RateLine[] } {
  const windows = [...new Set(rows.map((row) => row.window))];
  const likenesses = [...new Set(rows.map((row) => row.likeness))];
  const lines = likenesses.map((likeness) => ({
    likeness,
    cells: windows.map(
      (window) => rows.find((row) => row.likeness === likeness && row.window === window) ?? null,
    ),
  }));
  return { windows, lines };
}

/** In which ways two cases are alike, as one sentence says it: "The same person and the same alleged source". */
export const likenessText = (likeness: readonly string[]): string =>
  listOf(likeness.map((way, at) => (at === 0 ? way : way.charAt(0).toLowerCase() + way.slice(1))));
