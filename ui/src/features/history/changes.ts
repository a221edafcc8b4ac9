import type { ChangeRow } from "$lib/ipc";

/** Which changes are shown; "" stands for all. */
export type HistoryFilter = { by: string; what: string };

export const everything: HistoryFilter = { by: "", what: "" };

/** The label under which the program says that something is in the bin. */
const inTheBin = "In the bin";

/** What a change did, as a word beside it. */
export type Deed = "recorded" | "changed" | "removed" | "put back";

export function deedOf(row: ChangeRow): Deed {
  const bin = row.changes.find((change) => change.label === inTheBin);
  if (bin) return bin.after === null ? "put back" : "removed";
  return row.first ? "recorded" : "changed";
}

/** What is said of a change beside the word for it: being in the bin is said by the word. */
export const shownChanges = (row: ChangeRow): ChangeRow["changes"] =>
  row.changes.filter((change) => change.label !== inTheBin);

/** The kind of thing that was changed: "Allegation", "Chronology", "Action", "The case". */
export function kindOf(row: ChangeRow): string {
  const before = row.what.split(": ")[0] ?? row.what;
  return /^Action\b/.test(before) ? "Action" : before;
}

export function filterChanges(rows: readonly ChangeRow[], filter: HistoryFilter): ChangeRow[] {
  return rows.filter(
    (row) =>
      (filter.by === "" || row.by === filter.by) && (filter.what === "" || kindOf(row) === filter.what),
  );
}

/** What can be chosen in a filter: each word once, in the order of the alphabet. */
export function offered(rows: readonly ChangeRow[], wordOf: (row: ChangeRow) => string): string[] {
  return [...new Set(rows.map(wordOf))].sort((a, b) => a.localeCompare(b, "en-GB"));
}

export type Day = { day: string; rows: ChangeRow[] };

/** Changes day by day, in the order given. */
export function byDay(rows: readonly ChangeRow[]): Day[] {
  const days: Day[] = [];
  for (const row of rows) {
    const last = days.at(-1);
    if (last?.day === row.day) last.rows.push(row);
    else days.push({ day: row.day, rows: [row] });
  }
  return days;
}

/** Who put an action into the bin and when, newest first; null where no change says so. */
export function removalOf(rows: readonly ChangeRow[], what: string): { by: string; recorded: string } | null {
  const found = rows.find((row) => row.what === what && deedOf(row) === "removed");
  return found ? { by: found.by, recorded: found.recorded } : null;
}
