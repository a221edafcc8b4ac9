import { toCallError, type CallError } from "$lib/ipc";

/** One kind of record of one case, whose changes can be taken back. */
export abstract class CaseRecords {
  /** Why the last removal or putting back did not happen. */
  problem = $state.raw<CallError | null>(null);

  /** `changed` is called after every change, also after one that was refused: the screen may be out of date. */
  constructor(
    protected readonly caseId: string,
    protected readonly changed: () => void,
  ) {}

  /** Does what belongs to no form; a refusal stands in `problem`, and is returned. */
  protected async change(work: () => Promise<void>): Promise<CallError | null> {
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
