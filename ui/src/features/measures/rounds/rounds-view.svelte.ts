import {
  call,
  commands,
  toCallError,
  type CallError,
  type CopyWhat,
  type RoundRow,
  type RoundsView,
} from "$lib/ipc";
import { toasts } from "$lib/kit";
import { copied } from "../copied";
import { DrawnPage } from "$lib/state/drawn-page.svelte";

/** The rounds of one measure on the screen. */
export class RoundsPage extends DrawnPage<RoundsView> {
  /** Why a round was not removed or put back. */
  problem = $state.raw<CallError | null>(null);

  readonly #onchanged: () => void;
  readonly #measureId: string;

  constructor(measureId: string, onchanged: () => void) {
    super((width) => call(commands.roundsList(measureId, width)));
    this.#measureId = measureId;
    this.#onchanged = onchanged;
  }

  /** A round was added, changed, removed or put back: the verdict of the page may be another. */
  changed = (): void => {
    this.reload();
    this.#onchanged();
  };

  /** Puts the picture or its numbers on the clipboard. */
  copy = async (what: CopyWhat): Promise<void> => {
    this.problem = null;
    try {
      await call(commands.roundsCopy(this.#measureId, what));
      toasts.show(copied[what]);
    } catch (thrown) {
      this.problem = toCallError(thrown);
    }
  };

  remove(round: RoundRow): Promise<CallError | null> {
    return this.#change(async () => {
      const removed = await call(commands.roundRemove(round.id, round.rev));
      toasts.show(`The round of ${round.on_label} is in the bin.`, () => this.restore(removed));
    });
  }

  restore(round: RoundRow): Promise<CallError | null> {
    return this.#change(async () => {
      const back = await call(commands.roundRestore(round.id, round.rev));
      toasts.show(`The round of ${round.on_label} is back.`, () => this.remove(back), "Remove");
    });
  }

  /** A refusal stands in `problem`, and is returned. */
  async #change(work: () => Promise<void>): Promise<CallError | null> {
    this.problem = null;
    try {
      await work();
    } catch (thrown) {
      this.problem = toCallError(thrown);
    }
    this.changed();
    return this.problem;
  }
}
