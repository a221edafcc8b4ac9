import { detailsKeyOf } from "$features/case/case-details.svelte";
import { groupDraftKey } from "$features/groups";
import { whichOfKey, type CaseParts, type OpenedPart } from "$features/parts";
import type { ActionRow, ChronologyFilter, EventKind, EventRow, Lane, PartRow } from "$lib/ipc";

/** What stands open over the case page. */
export type Opened =
  | { name: "event"; event?: EventRow; preset?: { lane: Lane; kind: EventKind } }
  | { name: "wordings"; event: EventRow }
  | { name: "action"; action?: ActionRow }
  | OpenedPart
  | { name: "measures" }
  | { name: "details" }
  /** Whether the case should be here at all. */
  | { name: "remove" }
  /** A notification to CQC that was drafted. */
  | { name: "draft"; draft: PartRow; regulation: string }
  /** The group that the case goes into. */
  | { name: "join" }
  | { name: "new-group" }
  /** The chronology as a paper, with what is filtered by in words. */
  | { name: "chronology"; filter: ChronologyFilter; filteredBy: string }
  | { name: "report" };

/** The form that somebody comes back to, from the list of unfinished ones; null where there is none of this case. */
export function openedByKey(key: string | null, parts: CaseParts): Opened | null {
  if (key === null) return null;
  const caseId = parts.owner.id;
  const which = whichOfKey(key, parts.owner);
  if (which) return { name: "part", which };
  switch (key) {
    case `event:${caseId}:new`:
      return { name: "event" };
    case `action:${caseId}:new`:
      return { name: "action" };
    case detailsKeyOf(caseId):
      return { name: "details" };
    case groupDraftKey({ caseId }):
      return { name: "new-group" };
    default:
      return null;
  }
}
