import { call, commands, type EventRow, type HistoryRow } from "$lib/ipc";
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
    toasts.show(
      before ? "Reworded. The earlier wording is kept." : `Added to the timeline at ${saved.when.text}.`,
    );
    this.changed();
    return saved;
  }

  /** Moves an event to the bin, with a way back. */
  async remove(event: EventRow): Promise<void> {
    await this.change(async () => {
      const removed = await call(commands.eventRemove(event.id, event.rev));
      toasts.show("Removed from the timeline.", () => void this.putBack(removed));
    });
  }

  async putBack(event: EventRow): Promise<void> {
    await this.change(async () => {
      await call(commands.eventRestore(event.id, event.rev));
      toasts.show("Put back on the timeline.");
    });
  }
}

/** Every wording an event has had, oldest first. */
export const wordingsOf = (event: EventRow): Promise<HistoryRow[]> => call(commands.eventHistory(event.id));
