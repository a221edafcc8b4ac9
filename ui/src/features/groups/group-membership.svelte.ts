import { call, commands, toCallError, type CallError, type CaseGroup, type GroupRow } from "$lib/ipc";
import { toasts } from "$lib/kit";
import { AsyncState } from "$lib/state/async.svelte";

/** A width to draw at where nobody looks at the picture. */
const anyWidth = 640;

/** Which group a case is in: put in, taken out, and both taken back. */
export class GroupMembership {
  readonly groups = new AsyncState<GroupRow[]>();
  /** Why a case was not taken out. */
  problem = $state.raw<CallError | null>(null);
  busy = $state(false);

  /** `changed` is called after every change, also after one that was refused: the screen may be out of date. */
  constructor(
    private readonly caseId: string,
    private readonly changed: () => void,
  ) {}

  load = (): void => void this.groups.load(() => call(commands.groupsList()));

  /** Puts the case into a group; throws the refusal, which belongs to the form. */
  putInto(group: CaseGroup, rev: number): Promise<void> {
    return this.#move(group, true, rev);
  }

  /** Takes the case out of its group. What the group shares stays with the group. */
  async takeOut(group: CaseGroup, rev: number): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.problem = null;
    try {
      await this.#move(group, false, rev);
    } catch (thrown) {
      this.problem = toCallError(thrown);
      this.changed();
    } finally {
      this.busy = false;
    }
  }

  /** Moves the case into the group or out of it, with the other way as the way back. */
  async #move(group: CaseGroup, into: boolean, rev: number): Promise<void> {
    await call(commands.groupSetCase(this.caseId, rev, into ? group.id : null));
    toasts.show(
      into ? `This case is in “${group.title}” now.` : `This case is no longer in “${group.title}”.`,
      async () => this.#move(group, !into, await this.#revNow()),
      into ? "Take it out" : "Put back",
    );
    this.changed();
  }

  /** The case may have changed since, which does not stand in the way of taking this back. */
  async #revNow(): Promise<number> {
    return (await call(commands.casePage(this.caseId, anyWidth))).rev;
  }
}
