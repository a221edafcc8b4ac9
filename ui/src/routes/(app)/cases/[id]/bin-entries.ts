import type { BinEntry } from "$features/history";
import type { ActionRow, CasePage, EventRow, PartSection } from "$lib/ipc";

type Of = Pick<CasePage, "events" | "actions"> & {
  sections: readonly PartSection[];
  mayEdit: boolean;
  /** The case is a group's, whose shared parts are put back there. */
  isShared: (part: PartSection["rows"][number]) => boolean;
};

/** Everything of a case that is in the bin: parts, entries of the chronology, actions. */
export function binEntries({ sections, events, actions, mayEdit, isShared }: Of): BinEntry[] {
  const parts = sections.flatMap((section) =>
    section.rows
      .filter((row) => row.removed)
      .map((row): BinEntry => ({
        is: "part",
        id: row.id,
        rev: row.rev,
        label: section.one,
        text: row.title,
        mayPutBack: mayEdit && row.may_amend && !isShared(row),
      })),
  );
  // What a part says on the chronology goes and comes with the part.
  const entries = events.filter(isOwnRemoved).map((event): BinEntry => ({
    is: "event",
    id: event.id,
    rev: event.rev,
    label: `Chronology, ${event.when.text}`,
    text: event.text,
    mayPutBack: mayEdit && event.may_amend,
  }));
  const removed = actions
    .filter((action: ActionRow) => action.removed)
    .map((action): BinEntry => ({
      is: "action",
      id: action.id,
      rev: action.rev,
      label: "Action",
      text: `${action.reference} ${action.title}`,
      mayPutBack: mayEdit,
    }));
  return [...parts, ...entries, ...removed];
}

const isOwnRemoved = (event: EventRow): boolean => event.removed && event.part === null;
