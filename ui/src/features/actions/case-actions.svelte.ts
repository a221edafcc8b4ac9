import { call, commands, type ActionRow, type CallError } from "$lib/ipc";
import { toasts } from "$lib/kit";
import { CaseRecords } from "$lib/state/case-records.svelte";
import type { ActionForm } from "./action-form.svelte";

/** The actions of one case: adding, changing, removing and putting back. */
export class CaseActions extends CaseRecords {
  /** Adds the action, or changes `before`; throws the refusal, which belongs to the form. */
  async save(form: ActionForm, before: ActionRow | null): Promise<ActionRow> {
    const reason = form.reason.trim() === "" ? null : form.reason.trim();
    const saved = before
      ? await call(commands.actionAmend(before.id, before.rev, form.draft(), reason))
      : await call(commands.actionAdd(this.caseId, form.draft()));
    const live = saved.go_live ? ` ${saved.go_live} is marked on the chart and the timeline.` : "";
    if (before) toasts.show(`${saved.reference} changed.${live}`);
    else toasts.show(`${saved.reference} added.${live}`, () => this.remove(saved), "Remove");
    this.changed();
    return saved;
  }

  /** Moves an action to the bin, with a way back. */
  remove(action: ActionRow): Promise<CallError | null> {
    return this.change(async () => {
      const removed = await call(commands.actionRemove(action.id, action.rev));
      toasts.show(`${action.reference} removed.`, () => this.putBack(removed));
    });
  }

  putBack(action: ActionRow): Promise<CallError | null> {
    return this.change(async () => {
      const back = await call(commands.actionRestore(action.id, action.rev));
      toasts.show(`${action.reference} put back.`, () => this.remove(back), "Remove");
    });
  }
}
