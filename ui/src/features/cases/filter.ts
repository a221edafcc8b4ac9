import { holdsWords } from "$lib/format";
import type { CaseRow } from "$lib/ipc";

/** Which cases are shown. Kept in the address, so that going back finds the list as it was. */
export type CaseFilter = { text: string; show: "open" | "closed" | "all"; service: string };

export function readFilter(search: URLSearchParams): CaseFilter {
  const show = search.get("show");
  return {
    text: search.get("find") ?? "",
    show: show === "closed" || show === "all" ? show : "open",
    service: search.get("service") ?? "",
  };
}

export function writeFilter(filter: CaseFilter): string {
  const search = new URLSearchParams();
  if (filter.text) search.set("find", filter.text);
  if (filter.show !== "open") search.set("show", filter.show);
  if (filter.service) search.set("service", filter.service);
  const text = search.toString();
  return text ? `?${text}` : "";
}

/** The cases that fit: every word typed must be somewhere in the row. */
export function filterCases(rows: readonly CaseRow[], filter: CaseFilter): CaseRow[] {
  return rows.filter((row) => {
    if (filter.show === "open" && !row.open) return false;
    if (filter.show === "closed" && row.open) return false;
    if (filter.service && row.service !== filter.service) return false;
    const all = [row.reference, row.title, row.who, row.service, row.state_label, row.aware.text].join(" ");
    return holdsWords(all, filter.text);
  });
}
