import type { Group } from "$lib/ipc";

const tabs = [
  "page",
  "concern",
  "enquiry",
  "evidence",
  "duties",
  "chronology",
  "actions",
  "history",
] as const;

export type Tab = (typeof tabs)[number];

/** The tab that an address asks for. The first account had a tab of its own once. */
export function tabOf(asked: string | null): Tab {
  if (asked === "account") return "concern";
  return tabs.find((tab) => tab === asked) ?? "page";
}

/**
 * The address of a tab. What was filtered on one stays in it for whoever comes back; a form that was gone on with and
 * a day of the past do not.
 */
export function addressOf(tab: Tab, search: URLSearchParams): string {
  const next = new URLSearchParams(search);
  next.delete("go-on");
  next.delete("known");
  if (tab === "page") next.delete("tab");
  else next.set("tab", tab);
  return `?${next}`;
}

/** The address of the case as it was known on a day, as it was typed; "" for today. */
export function addressOfDay(day: string, search: URLSearchParams): string {
  const next = new URLSearchParams(addressOf("history", search));
  if (day !== "") next.set("known", day);
  return `?${next}`;
}

const groups: Partial<Record<Tab, readonly Group[]>> = {
  concern: ["concern", "people", "wishes"],
  enquiry: ["allegations", "council", "clocks", "enquiry"],
  evidence: ["evidence"],
  duties: ["duties"],
  history: ["stages"],
};

/** The parts of the case that stand under a tab. */
export const groupsOf = (tab: Tab): readonly Group[] => groups[tab] ?? [];
