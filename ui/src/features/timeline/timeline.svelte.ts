import type { RecordedBy } from "$lib/drafts";
import { call, commands, type CallError, type EventRow, type HistoryRow } from "$lib/ipc";
import { toasts } from "$lib/kit";
import { caseNow } from "$lib/state/case-now";
import { CaseRecords } from "$lib/state/case-records.svelte";
import type { EventForm } from "./event-form.svelte";

/** The dated events of one case: adding, rewording, removing and putting back. */
export class Timeline extends CaseRecords {
  /**
   * Adds the event, or rewords `before` from the revision that the form was begun on; throws the refusal, which
   * belongs to the form.
   */
  async save(form: EventForm, before: EventRow | null): Promise<EventRow> {
    const { rev } = form.revision;
    const saved =
      before && rev !== null
        ? await call(commands.eventAmend(before.id, rev, form.draft(), form.reason.trim()))
        : await call(commands.eventAdd(this.caseId, form.draft()));
    if (before) toasts.show("Reworded. The earlier wording is kept.");
    else toasts.show(`Added to the timeline at ${saved.when.text}.`, () => this.remove(saved), "Remove");
    this.changed();
    return saved;
  }

  /** Lets a form meet the entry as it stands now; the screen is brought up to date with it. */
  async meetNewest(form: EventForm, id: string): Promise<void> {
    const { events } = await caseNow(this.caseId);
    const newest = events.find((event) => event.id === id && event.part === null);
    if (newest) form.meet(newest);
    this.changed();
  }

  /** Moves an event to the bin, with a way back. */
  remove(event: EventRow): Promise<CallError | null> {
    return this.change(async () => {
      const removed = await call(commands.eventRemove(event.id, event.rev));
      toasts.show("Removed from the timeline.", () => this.putBack(removed));
    });
  }

  putBack(event: EventRow): Promise<CallError | null> {
    return this.change(async () => {
      const back = await call(commands.eventRestore(event.id, event.rev));
      toasts.show("Put back on the timeline.", () => this.remove(back), "Remove");
    });
  }
}

/** Every wording an event has had, oldest first. */
export const wordingsOf = (event: EventRow): Promise<HistoryRow[]> => call(commands.eventHistory(event.id));

/** Who recorded the newest wording of an event. */
export const newestBy = async (event: EventRow): Promise<RecordedBy | null> =>
  (await wordingsOf(event)).at(-1) ?? null;
