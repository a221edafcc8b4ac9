import { call, commands, toCallError, type CallError, type CaseFilter, type CaseList } from "$lib/ipc";
import { AsyncState } from "$lib/state/async.svelte";

/** How many cases are shown before more are asked for. */
const page = 100;
/** How long nobody types before it is looked for, in milliseconds. */
const settles = 200;

/** The cases that fit, a page at a time. */
export class CaseListState {
  readonly list = new AsyncState<CaseList>();
  isAdding = $state(false);
  /** Why more could not be shown. */
  problem = $state.raw<CallError | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #filter: CaseFilter | null = null;

  /** Loads the first page; what is on the screen stays until it is in. */
  load(filter: CaseFilter): void {
    clearTimeout(this.#timer);
    this.#filter = filter;
    this.problem = null;
    void this.list.load(() => call(commands.casesList(filter, 0, page)));
  }

  /** Loads once nothing more is typed. */
  loadSoon(filter: CaseFilter): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.load(filter), settles);
  }

  /** Shows the next page below what is shown. */
  async more(): Promise<void> {
    const filter = this.#filter;
    const shown = this.list.data;
    if (!filter || !shown || this.isAdding) return;
    this.isAdding = true;
    this.problem = null;
    try {
      const next = await call(commands.casesList(filter, shown.rows.length, page));
      // Another list took its place meanwhile.
      if (this.list.data !== shown) return;
      // A case recorded in between moves the others on: none is shown twice.
      const isThere = (id: string) => shown.rows.some((row) => row.id === id);
      this.list.set({ ...next, rows: [...shown.rows, ...next.rows.filter((row) => !isThere(row.id))] });
    } catch (thrown) {
      this.problem = toCallError(thrown);
    } finally {
      this.isAdding = false;
    }
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
