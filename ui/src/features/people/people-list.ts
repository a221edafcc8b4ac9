import { holdsWords } from "$lib/format";
import type { PersonKind, PersonRow } from "$lib/ipc";

/** Which people are shown. */
export type PeopleFilter = {
  text: string;
  kind: PersonKind | "";
  service: string;
  /** Also records that were merged into another one. */
  merged: boolean;
  /** Also those in the bin. */
  removed: boolean;
};

export const everybody: PeopleFilter = { text: "", kind: "", service: "", merged: false, removed: false };

/** The people that fit: every word typed must be in the name, the reference or what they are. */
export function filterPeople(rows: readonly PersonRow[], filter: PeopleFilter): PersonRow[] {
  return rows.filter((row) => {
    if (row.merged_into !== null && !filter.merged) return false;
    if (row.removed && !filter.removed) return false;
    if (filter.kind !== "" && row.kind !== filter.kind) return false;
    if (filter.service !== "" && row.service !== filter.service) return false;
    return holdsWords(`${row.name} ${row.reference} ${row.kind_label} ${row.service}`, filter.text);
  });
}

/** Who a record can turn out to be: everybody else of the same service whose record stands for itself. */
export function othersFor(person: PersonRow, rows: readonly PersonRow[]): PersonRow[] {
  return rows.filter(
    (row) =>
      row.id !== person.id && row.service === person.service && row.merged_into === null && !row.removed,
  );
}

/** The record that stands for one that was merged. */
export function standsFor(person: PersonRow, rows: readonly PersonRow[]): PersonRow | null {
  return rows.find((row) => row.id === person.merged_into) ?? null;
}
