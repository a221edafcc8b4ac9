import type { RecordedBy } from "$lib/drafts";
import { call, commands, type ActionRow, type CallError } from "$lib/ipc";
import { toasts } from "$lib/kit";
import { caseNow, lastChangeOf } from "$lib/state/case-now";
import { CaseRecords } from "$lib/state/case-records.svelte";
import type { ActionForm } from "./action-form.svelte";

/** The actions of one case: adding, changing, removing and putting back. */
export class CaseActions extends CaseRecords {
  /**
   * Adds the action, or changes `before` from the revision that the form was begun on; throws the refusal, which
   * belongs to the form.
   */
  async save(form: ActionForm, before: ActionRow | null): Promise<ActionRow> {
    const reason = form.reason.trim() === "" ? null : form.reason.trim();
    const { rev } = form.revision;
    const saved =
      before && rev !== null
        ? await call(commands.actionAmend(before.id, rev, form.draft(), reason))
        : await call(commands.actionAdd(this.caseId, form.draft()));
    const live = saved.go_live ? ` ${saved.go_live} is marked on the chart and the timeline.` : "";
    if (before) toasts.show(`${saved.reference} changed.${live}`);
    else toasts.show(`${saved.reference} added.${live}`, () => this.remove(saved), "Remove");
    this.changed();
    return saved;
  }

  /** Lets a form meet the action as it stands now; the screen is brought up to date with it. */
  async meetNewest(form: ActionForm, id: string): Promise<void> {
    const newest = (await caseNow(this.caseId)).actions.find((action) => action.id === id);
    if (newest) form.meet(newest);
    this.changed();
  }

  /** Who recorded what an action says now. */
  newestBy(action: ActionRow): Promise<RecordedBy | null> {
    return lastChangeOf(this.caseId, `Action ${action.reference}`);
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
