import type { Group } from "$lib/ipc";

export type Tab = "page" | "concern" | "enquiry" | "duties" | "chronology" | "actions";

const tabs: readonly Tab[] = ["page", "concern", "enquiry", "duties", "chronology", "actions"];

/** The tab that an address asks for. The first account had a tab of its own once. */
export function tabOf(asked: string | null): Tab {
  if (asked === "account") return "concern";
  return tabs.find((tab) => tab === asked) ?? "page";
}

const groups: Partial<Record<Tab, readonly Group[]>> = {
  concern: ["concern", "people", "wishes", "stages"],
  enquiry: ["allegations", "council", "clocks", "enquiry"],
  duties: ["duties"],
};

/** The parts of the case that stand under a tab. */
export const groupsOf = (tab: Tab): readonly Group[] => groups[tab] ?? [];
