import type { Group, PartSection } from "$lib/ipc";

/** Groups of parts, in the order in which a case is told. */
export const groups: readonly { group: Group; title: string }[] = [
  { group: "concern", title: "The concern" },
  { group: "people", title: "People, capacity and advocacy" },
  { group: "wishes", title: "What the adult wants" },
  { group: "allegations", title: "Allegations, findings and risk" },
  { group: "council", title: "The council’s part" },
  { group: "clocks", title: "Waiting and chasing" },
  { group: "duties", title: "Notifications and other duties" },
  { group: "enquiry", title: "Our enquiry work" },
  { group: "evidence", title: "Evidence" },
  { group: "stages", title: "Where the case stands" },
];

export const groupTitle = (group: Group): string =>
  groups.find((each) => each.group === group)?.title ?? group;

/** The entry of the help for a group of parts. */
export const groupHelp = (group: Group): string => `part.${group}`;

/** One group with the sections of it that are shown. */
export type GroupOfSections = { group: Group; title: string; sections: PartSection[] };

/** The groups asked for, each with those of its sections that fit; groups without any are left out. */
export function grouped(
  sections: readonly PartSection[],
  wanted: readonly Group[],
  fits: (section: PartSection) => boolean,
): GroupOfSections[] {
  return wanted
    .map((group) => ({
      group,
      title: groupTitle(group),
      sections: sections.filter((section) => section.group === group && fits(section)),
    }))
    .filter((each) => each.sections.length > 0);
}

/** Something was recorded here, also where it is in the bin by now. */
export const holdsSomething = (section: PartSection): boolean => section.rows.length > 0;

/** How many parts of these groups are recorded and not in the bin. */
export function countOf(sections: readonly PartSection[], wanted: readonly Group[]): number {
  return sections
    .filter((section) => wanted.includes(section.group))
    .reduce((sum, section) => sum + section.rows.filter((row) => !row.removed).length, 0);
}
