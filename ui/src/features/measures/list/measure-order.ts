import type { MeasureRow } from "$lib/ipc";

/** In which order the measures stand. */
export type MeasureSort = "attention" | "name" | "service";

export const sorts: { value: MeasureSort; label: string }[] = [
  { value: "attention", label: "Needs attention" },
  { value: "name", label: "Name" },
  { value: "service", label: "Service" },
];

const words = (a: string, b: string) => a.localeCompare(b, "en-GB", { numeric: true, sensitivity: "base" });
const byName = (a: MeasureRow, b: MeasureRow) => words(a.name, b.name) || words(a.service, b.service);

const orders: Record<MeasureSort, (a: MeasureRow, b: MeasureRow) => number> = {
  attention: (a, b) => a.attention - b.attention || byName(a, b),
  name: byName,
  service: (a, b) => words(a.service, b.service) || words(a.name, b.name),
};

/** The services that have a measure, by name. */
export function servicesOf(rows: readonly MeasureRow[]): string[] {
  return [...new Set(rows.map((row) => row.service))].sort(words);
}

/** The measures of a service, or of all with "", in the order asked for. A service that has none is not asked for. */
export function arrange(rows: readonly MeasureRow[], sort: MeasureSort, service: string): MeasureRow[] {
  const shown = rows.some((row) => row.service === service)
    ? rows.filter((row) => row.service === service)
    : [...rows];
  return shown.sort(orders[sort]);
}
