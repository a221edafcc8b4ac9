import { toCallError, type CallError, type RowsFrom, type RowsView } from "$lib/ipc";

/** Rows of a page, as the program sends them. */
export const rowsOfPage = 200;

/** Turns the pages of one list of a dry run. The first page came with the dry run itself. */
export class RowPages {
  page = $state.raw<RowsView>() as RowsView;
  error = $state.raw<CallError | null>(null);

  readonly #read: (from: RowsFrom) => Promise<RowsView>;
  #asked = 0;

  constructor(first: RowsView, read: (from: RowsFrom) => Promise<RowsView>) {
    this.page = first;
    this.#read = read;
  }

  get size(): number {
    return this.page.coming_in.length + this.page.not_coming_in.length;
  }

  get hasEarlier(): boolean {
    return this.page.from > 0;
  }

  get hasLater(): boolean {
    return this.page.from + this.size < this.page.total;
  }

  earlier = (): Promise<void> => this.#turn({ place: Math.max(0, this.page.from - rowsOfPage) });

  later = (): Promise<void> => this.#turn({ place: this.page.from + rowsOfPage });

  /** To the page that holds a row of the file. What is no row number leaves the page as it is. */
  goTo(text: string): Promise<void> {
    const row = Number(text.replace(/[\s,]/g, ""));
    if (!Number.isInteger(row) || row < 1) return Promise.resolve();
    return this.#turn({ file_row: Math.min(row, 0xffff_ffff) });
  }

  async #turn(from: RowsFrom): Promise<void> {
    const asked = ++this.#asked;
    try {
      const page = await this.#read(from);
      if (asked !== this.#asked) return;
      this.page = page;
      this.error = null;
    } catch (thrown) {
      if (asked === this.#asked) this.error = toCallError(thrown);
    }
  }
}
