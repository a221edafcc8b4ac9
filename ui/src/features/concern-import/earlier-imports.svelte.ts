import {
  call,
  commands,
  toCallError,
  type CallError,
  type ConcernImportRow,
  type ConcernUndo,
} from "$lib/ipc";
import { plural } from "$lib/format";
import { toasts } from "$lib/kit";
import { AsyncState } from "$lib/state/async.svelte";

/** The imports of one service, newest first: each is undone and put back as a whole. */
export class EarlierImports {
  rows = $state.raw(new AsyncState<ConcernImportRow[]>());
  /** Why an import was not undone or put back, and which. */
  problem = $state.raw<{ of: string; error: CallError } | null>(null);
  /** References of the cases that an undo left standing, and of which import. */
  kept = $state.raw<{ of: string; references: string[] } | null>(null);
  /** The import that is on its way out or back. */
  busy = $state<string | null>(null);
  #serviceId = "";

  /** Shows the imports of this service from now on. */
  of(serviceId: string): void {
    if (serviceId === this.#serviceId) return;
    this.#serviceId = serviceId;
    this.rows = new AsyncState();
    this.problem = null;
    this.kept = null;
    this.load();
  }

  load = (): void => {
    const serviceId = this.#serviceId;
    if (serviceId !== "") void this.rows.load(() => call(commands.concernImportList(serviceId)));
  };

  find(id: string): ConcernImportRow | null {
    return this.rows.data?.find((row) => row.id === id) ?? null;
  }

  /** An import is in: it says so, with the way back. */
  brought(batch: ConcernImportRow): void {
    toasts.show(`${plural(batch.cases, "case")} brought in.`, () => this.undo(batch), "Undo");
    this.load();
  }

  /** Moves the cases of an import to the bin, but for those in which something was recorded since. */
  undo(row: ConcernImportRow): Promise<CallError | null> {
    return this.#change(row, async () => {
      this.#undone(row, await call(commands.concernImportUndo(row.id, false)));
    });
  }

  /** Moves also those to the bin that an undo left standing. */
  undoAll(row: ConcernImportRow): Promise<CallError | null> {
    return this.#change(row, async () => {
      this.#undone(row, await call(commands.concernImportUndo(row.id, true)));
    });
  }

  /** Puts the cases of an import that was undone back. */
  putBack(row: ConcernImportRow): Promise<CallError | null> {
    return this.#change(row, async () => {
      const count = await call(commands.concernImportPutBack(row.id));
      if (this.kept?.of === row.id) this.kept = null;
      toasts.show(
        count === 0 ? "No case had to be put back." : `${plural(count, "case")} put back.`,
        () => this.undo(row),
        "Undo",
      );
    });
  }

  #undone(row: ConcernImportRow, undo: ConcernUndo): void {
    this.kept = undo.kept.length > 0 ? { of: row.id, references: undo.kept } : null;
    toasts.show(undoneWords(undo), () => this.putBack(row));
  }

  /** A refusal stands in `problem`, and is returned. */
  async #change(row: ConcernImportRow, work: () => Promise<void>): Promise<CallError | null> {
    this.problem = null;
    this.busy = row.id;
    let refused: CallError | null = null;
    try {
      await work();
    } catch (thrown) {
      refused = toCallError(thrown);
      this.problem = { of: row.id, error: refused };
    } finally {
      this.busy = null;
    }
    this.load();
    return refused;
  }
}

/** What an undo did, in a sentence or two. */
export function undoneWords({ removed, kept }: ConcernUndo): string {
  const stayed =
    kept.length === 0
      ? null
      : `${plural(kept.length, "case")} stayed, because something was recorded in ${kept.length === 1 ? "it" : "them"} since.`;
  if (removed > 0) return [`${plural(removed, "case")} moved to the bin.`, stayed].filter(Boolean).join(" ");
  return stayed ?? "No case was left to move to the bin.";
}
