import {
  call,
  commands,
  toCallError,
  type CallError,
  type CopyWhat,
  type MeasurePage,
  type UndoView,
} from "$lib/ipc";
import { toasts } from "$lib/kit";
import { copied } from "./copied";
import { DrawnPage } from "$lib/state/drawn-page.svelte";

/** One measure on the screen. */
export class MeasureView extends DrawnPage<MeasurePage> {
  /** Why the last undo of a file did not happen. */
  problem = $state.raw<CallError | null>(null);
  /** Rows of an undone file that were corrected since and therefore stayed. */
  kept = $state.raw<{ batchId: string; undo: UndoView } | null>(null);
  /** Why the last copy was not made. */
  copyProblem = $state.raw<CallError | null>(null);

  readonly #id: string;

  constructor(id: string) {
    super((width) => call(commands.measurePage(id, width)));
    this.#id = id;
  }

  /** Puts the chart or its numbers on the clipboard, and says which. */
  async copy(what: CopyWhat): Promise<void> {
    this.copyProblem = null;
    try {
      await call(commands.measureCopy(this.#id, what));
      toasts.show(copied[what]);
    } catch (thrown) {
      this.copyProblem = toCallError(thrown);
    }
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
