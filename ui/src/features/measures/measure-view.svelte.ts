import { dayText } from "$lib/format";
import { call, commands, toCallError, type CallError, type MeasurePage, type UndoView } from "$lib/ipc";
import { toasts } from "$lib/kit";
import { DrawnPage } from "$lib/state/drawn-page.svelte";

/** One measure on the screen. */
export class MeasureView extends DrawnPage<MeasurePage> {
  /** Why the last undo of a file did not happen. */
  problem = $state.raw<CallError | null>(null);
  /** Rows of an undone file that were corrected since and therefore stayed. */
  kept = $state.raw<{ batchId: string; undo: UndoView } | null>(null);

  constructor(id: string) {
    super((width) => call(commands.measurePage(id, width)));
  }

  /** Takes a whole imported file out again; rows corrected since stay unless they are asked for. */
  async undoBatch(batchId: string, includingCorrected: boolean): Promise<void> {
    this.problem = null;
    try {
      const undo = await call(commands.importUndo(batchId, includingCorrected));
      this.kept = undo.kept.length > 0 ? { batchId, undo } : null;
      toasts.show(`Import undone: ${undo.removed} rows taken out.`);
    } catch (thrown) {
      this.problem = toCallError(thrown);
    }
    this.reload();
  }
}

/** The dates that a measure compares, as they are being changed. */
export class MeasureDates {
  baselineFrom = $state("");
  baselineTo = $state("");
  changeOn = $state("");
  /** Why they are changed; kept, because the comparison changes with them. */
  reason = $state("");

  constructor(settings: MeasurePage["settings"]) {
    this.baselineFrom = dayText(settings.baseline_from ?? "");
    this.baselineTo = dayText(settings.baseline_to ?? "");
    this.changeOn = dayText(settings.change_on ?? "");
  }

  /** Stores the dates over revision `rev`; throws the refusal. */
  async save(measureId: string, rev: number): Promise<void> {
    const orNull = (typed: string) => (typed.trim() === "" ? null : typed.trim());
    await call(
      commands.measureSettings(measureId, rev, {
        baseline_from: orNull(this.baselineFrom),
        baseline_to: orNull(this.baselineTo),
        change_on: orNull(this.changeOn),
        reason: this.reason.trim(),
      }),
    );
  }
}
