import type { SessionView } from "$lib/ipc";
import type { CommandId } from "$lib/keys";
import { screens } from "$lib/shell";

/** Something that can be done, or a screen to go to. */
export type Command = {
  id: string;
  group: "Go to" | "Do";
  label: string;
  /** Other words for it. */
  also?: string;
  /** The key that does the same. */
  key?: CommandId;
  /** Why it cannot be done here and now. */
  off?: string;
  does: { command: CommandId } | { href: string };
};

export type Around = {
  path: string;
  may: SessionView["may"];
  services: readonly { id: string }[];
};

/** The identity in an address such as `/cases/c1/pack`. */
function within(path: string, screen: string): string | null {
  const [first, id, ...rest] = path.split("/").filter(Boolean);
  if (first !== screen || !id || rest.length > 1) return null;
  return id === "new" || id === "method" || id === "import" ? null : id;
}

const notForRole = (what: string) => `Your role does not ${what}.`;

/** Everything that can be done by name, on this screen and by this person. What cannot says why. */
export function commandsFor({ path, may, services }: Around): Command[] {
  const caseId = within(path, "cases");
  const measureId = within(path, "measures");
  const inMeasure = measureId ? `/measures/${measureId}` : "";
  const records = may.record ? undefined : notForRole("record anything");
  const ofMeasure = measureId ? undefined : "Open a measure first: counts belong to one measure.";
  const packs = may.build_packs ? undefined : notForRole("make packs");
  const lists = may.change_lists ? undefined : notForRole("change the service’s lists and rules");
  const key = (id: CommandId) => ({ key: id, does: { command: id } });
  return [
    ...screens.map((screen): Command => ({
      id: screen.href,
      group: "Go to",
      label: screen.label,
      key: screen.command,
      does: { href: screen.href },
    })),
    {
      id: "method",
      group: "Go to",
      label: "How Evident judges a change",
      also: "verdict method statistics",
      does: { href: "/measures/method" },
    },
    {
      id: "groups",
      group: "Go to",
      label: "Groups of cases",
      also: "one enquiry several adults joint organisational",
      does: { href: "/groups" },
    },
    {
      id: "record-concern",
      group: "Do",
      label: "Record a concern",
      also: "new case add incident alert",
      off: records,
      ...key("record-concern"),
    },
    {
      id: "import-concerns",
      group: "Do",
      label: "Import past concerns",
      also: "csv excel spreadsheet register history old cases",
      off: records,
      does: { href: "/cases/import" },
    },
    {
      id: "make-pack",
      group: "Do",
      label: "Make a pack",
      also: "build evidence report pdf cqc board export",
      off: packs ?? (caseId ? undefined : "Open a case first: a pack is made of one case."),
      does: { href: `/cases/${caseId ?? ""}/pack` },
    },
    {
      id: "add-person",
      group: "Do",
      label: "Add a person",
      also: "new somebody staff relative",
      off: records,
      does: { href: `/people?go-on=${encodeURIComponent(`person:${services[0]?.id ?? ""}:new`)}` },
    },
    {
      id: "add-measure",
      group: "Do",
      label: "Add a measure",
      also: "new indicator",
      off: records,
      does: { href: "/measures/new" },
    },
    {
      id: "enter-counts",
      group: "Do",
      label: "Enter counts",
      also: "type numbers grid weeks",
      off: records ?? ofMeasure,
      does: { href: `${inMeasure}/counts` },
    },
    {
      id: "import-counts",
      group: "Do",
      label: "Import counts",
      also: "csv excel spreadsheet",
      off: records ?? ofMeasure,
      does: { href: `${inMeasure}/import` },
    },
    { id: "undo", group: "Do", label: "Undo the last act", also: "take back", ...key("undo") },
    { id: "redo", group: "Do", label: "Do it again", also: "repeat", ...key("redo") },
    {
      id: "find-on-page",
      group: "Do",
      label: "Find on this page",
      also: "search text",
      ...key("find-on-page"),
    },
    {
      id: "mask-names",
      group: "Do",
      label: "Mask names, or show them again",
      also: "hide privacy",
      ...key("mask-names"),
    },
    {
      id: "check-store",
      group: "Do",
      label: "Check the store",
      also: "verify integrity damage",
      off: may.administer ? undefined : notForRole("check the store"),
      does: { href: "/settings?part=check" },
    },
    {
      id: "appearance",
      group: "Do",
      label: "Change the appearance",
      also: "dark light theme size zoom",
      does: { href: "/settings?part=appearance" },
    },
    {
      id: "own-answers",
      group: "Do",
      label: "Change your own answers",
      also: "lists choices options add stop offering",
      off: lists,
      does: { href: "/settings?part=own-answers" },
    },
    {
      id: "repeats",
      group: "Do",
      label: "Change when events count as repeated",
      also: "rule pattern weeks low-level concerns",
      off: lists,
      does: { href: "/settings?part=repeats" },
    },
    { id: "zoom-in", group: "Do", label: "Make everything larger", also: "zoom in size", ...key("zoom-in") },
    {
      id: "zoom-out",
      group: "Do",
      label: "Make everything smaller",
      also: "zoom out size",
      ...key("zoom-out"),
    },
    { id: "zoom-reset", group: "Do", label: "Usual size", also: "zoom 100", ...key("zoom-reset") },
    { id: "help", group: "Do", label: "Help for this screen", also: "manual explain", ...key("help") },
    {
      id: "shortcuts",
      group: "Do",
      label: "List of keys",
      also: "keyboard shortcuts",
      ...key("shortcuts"),
    },
    { id: "lock", group: "Do", label: "Lock now", also: "sign out log off close", ...key("lock") },
  ];
}
