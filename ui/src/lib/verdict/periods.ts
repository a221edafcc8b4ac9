import type { CountedRow } from "$lib/ipc";

/** Which periods are listed. */
export type PeriodFilter = "all" | "before" | "after" | "left_out";

const belongs: Record<PeriodFilter, (row: CountedRow) => boolean> = {
  all: () => true,
  before: (row) => row.side === "Before",
  after: (row) => row.side === "After",
  left_out: (row) => row.left_out !== null,
};

/** The periods of one kind, in their order. */
export function periodsOf(rows: readonly CountedRow[], filter: PeriodFilter): CountedRow[] {
  return rows.filter(belongs[filter]);
}

const labels: [PeriodFilter, string][] = [
  ["all", "All"],
  ["before", "Before"],
  ["after", "After"],
  ["left_out", "Left out"],
];

/** What the list can be cut down to, each with how many there are. */
export function periodFilters(rows: readonly CountedRow[]): { value: PeriodFilter; label: string }[] {
  return labels.map(([value, label]) => ({ value, label: `${label} (${periodsOf(rows, value).length})` }));
}
