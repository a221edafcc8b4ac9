import type { Group, Opens } from "$lib/ipc";

/** The tab of a case under which parts are shown, by their group. */
const tabs: Record<Group, string> = {
  concern: "concern",
  people: "concern",
  wishes: "concern",
  stages: "history",
  allegations: "enquiry",
  council: "enquiry",
  clocks: "enquiry",
  enquiry: "enquiry",
  duties: "duties",
  evidence: "evidence",
};

/** The address of what was found. */
export function addressOf(opens: Opens): string {
  const id = encodeURIComponent(opens.id);
  switch (opens.to) {
    case "case":
      return `/cases/${id}`;
    case "account":
      return `/cases/${id}?tab=concern`;
    case "event":
      return `/cases/${id}?tab=chronology`;
    case "action":
      return `/cases/${id}?tab=actions`;
    case "part":
      return `/cases/${id}?tab=${tabs[opens.group]}`;
    case "person":
      return `/people?person=${id}`;
    case "measure":
      return `/measures/${id}`;
  }
}
