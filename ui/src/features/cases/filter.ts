import type { ShowCases } from "$lib/ipc";

/** Which cases are shown. Kept in the address, so that going back finds the list as it was. */
export type Shown = { text: string; show: ShowCases; service: string };

export function readFilter(search: URLSearchParams): Shown {
  const show = search.get("show");
  return {
    text: search.get("q") ?? "",
    show: show === "closed" || show === "all" ? show : "open",
    service: search.get("service") ?? "",
  };
}

export function writeFilter(filter: Shown): string {
  const search = new URLSearchParams();
  if (filter.text) search.set("q", filter.text);
  if (filter.show !== "open") search.set("show", filter.show);
  if (filter.service) search.set("service", filter.service);
  const text = search.toString();
  return text ? `?${text}` : "";
}
