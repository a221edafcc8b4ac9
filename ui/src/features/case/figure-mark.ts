import type { ActionRow, CasePage, EventRow } from "$lib/ipc";

/** The record behind a mark on the figure; a change marker is the action whose day it shows. */
export type Marked =
  | { is: "event"; event: EventRow }
  | { is: "part"; part: string; event: EventRow }
  | { is: "action"; action: ActionRow }
  | { is: "period"; date: string };

/**
 * Finds the record for `event:<id>`, `part:<id>:<field>`, `action:<id>`, `marker:<id>` or `point:<ISO date>`.
 * What a part says on the timeline is corrected in the part.
 */
export function markedRecord(page: Pick<CasePage, "events" | "actions">, ref: string): Marked | null {
  const split = ref.indexOf(":");
  const id = ref.slice(split + 1);
  switch (ref.slice(0, Math.max(split, 0))) {
    case "event":
    case "part": {
      const event = page.events.find((each) => each.key === ref);
      if (!event) return null;
      return event.part === null ? { is: "event", event } : { is: "part", part: event.part, event };
    }
    case "action":
    case "marker": {
      const action = page.actions.find((each) => each.id === id);
      return action ? { is: "action", action } : null;
    }
    case "point":
      return /^\d{4}-\d{2}-\d{2}$/.test(id) ? { is: "period", date: id } : null;
    default:
      return null;
  }
}
