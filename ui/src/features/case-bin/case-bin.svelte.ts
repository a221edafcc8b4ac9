import { call, commands, toCallError, type BinnedCase, type CallError } from "$lib/ipc";
import { AsyncState } from "$lib/state/async.svelte";
import { putCaseBack } from "./removal";

/** The cases that were removed, and the way back for each. */
export class CaseBin {
  readonly rows = new AsyncState<BinnedCase[]>();
  /** Why a case was not put back, and which. */
  problem = $state.raw<{ of: string; error: CallError } | null>(null);
  /** The case that is on its way back. */
  busy = $state<string | null>(null);

  /** `changed` is called once a case is back: lists of cases are out of date then. */
  constructor(private readonly changed: () => void) {}

  load = (): void => void this.rows.load(() => call(commands.casesBin()));

  async putBack(row: BinnedCase): Promise<void> {
    if (this.busy !== null) return;
    this.busy = row.id;
    this.problem = null;
    try {
      await putCaseBack(row, row.reason);
      this.changed();
    } catch (thrown) {
      this.problem = { of: row.id, error: toCallError(thrown) };
    } finally {
      this.busy = null;
    }
    // Also after a refusal: somebody may have put it back meanwhile.
    this.load();
  }
}
