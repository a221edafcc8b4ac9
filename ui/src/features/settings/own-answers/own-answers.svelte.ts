import { call, commands, toCallError, type CallError, type OwnItemRow, type OwnListView } from "$lib/ipc";
import { toasts } from "$lib/kit";
import { AsyncState } from "$lib/state/async.svelte";

/** The lists that may be extended, with the answers that the service added. */
export class OwnAnswers {
  readonly lists = new AsyncState<OwnListView[]>();
  /** Why an answer was not taken out of a list or put back into it. */
  problem = $state.raw<CallError | null>(null);

  load = (): void => void this.lists.load(() => call(commands.ownLists()));

  /** Adds an answer, with a way back; throws the refusal, which belongs to the field it was typed in. */
  async add(list: string, label: string): Promise<void> {
    this.problem = null;
    const before = this.#own(list).map((item) => item.code);
    this.lists.set(await call(commands.ownItemAdd(list, label)));
    const added = this.#own(list).find((item) => !before.includes(item.code));
    // Nothing is deleted, so the way back is to stop offering it.
    if (added) {
      toasts.show(`“${added.label}” is offered now.`, () => this.retire(list, added, true), "Stop offering");
    }
  }

  /** Stops offering an answer, or offers it again, with a way back. */
  async retire(list: string, item: OwnItemRow, retired: boolean): Promise<CallError | null> {
    this.problem = null;
    try {
      this.lists.set(await call(commands.ownItemRetire(list, item.code, retired)));
      toasts.show(
        retired ? `“${item.label}” is no longer offered.` : `“${item.label}” is offered again.`,
        () => this.retire(list, item, !retired),
        retired ? "Offer again" : "Stop offering",
      );
    } catch (thrown) {
      this.problem = toCallError(thrown);
    }
    return this.problem;
  }

  #own(list: string): OwnItemRow[] {
    const { own } = sorted(this.lists.data?.find(({ code }) => code === list)?.items ?? []);
    return own;
  }
}

/** The answers of a list: those that came with Evident, and the service's own. */
export type Sorted = { builtIn: OwnItemRow[]; own: OwnItemRow[] };

/** Tells the answers that came with Evident from the service's own, each in the order given. */
export function sorted(items: readonly OwnItemRow[]): Sorted {
  return { builtIn: items.filter((item) => !item.own), own: items.filter((item) => item.own) };
}
