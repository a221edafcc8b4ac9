import { call, commands, type CallError, type EventRow, type HistoryRow } from "$lib/ipc";
import { toasts } from "$lib/kit";
import { CaseRecords } from "$lib/state/case-records.svelte";
import type { EventForm } from "./event-form.svelte";

/** The dated events of one case: adding, rewording, removing and putting back. */
export class Timeline extends CaseRecords {
  /** Adds the event, or rewords `before`; throws the refusal, which belongs to the form. */
  async save(form: EventForm, before: EventRow | null): Promise<EventRow> {
    const saved = before
      ? await call(commands.eventAmend(before.id, before.rev, form.draft(), form.reason.trim()))
      : await call(commands.eventAdd(this.caseId, form.draft()));
    if (before) toasts.show("Reworded. The earlier wording is kept.");
    else toasts.show(`Added to the timeline at ${saved.when.text}.`, () => this.remove(saved), "Remove");
    this.changed();
    return saved;
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
