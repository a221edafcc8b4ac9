import { call, commands, toCallError, type CallError, type FileView, type PreviewView } from "$lib/ipc";

/** One file that is looked at, page by page. */
export class Preview {
  /** The page that is asked for, from 1. */
  page = $state(1);
  /** What is on the screen: it stays there until the next page is in. */
  view = $state.raw<PreviewView | null>(null);
  error = $state.raw<CallError | null>(null);
  isLoading = $state(false);

  #request = 0;

  constructor(readonly file: FileView) {}

  readonly pages = $derived(this.view?.pages ?? 1);
  readonly hasNext = $derived(this.page < this.pages);
  readonly hasPrevious = $derived(this.page > 1);

  /** Shows a page; a picture is good for one look, so it is drawn anew each time. */
  show = async (page: number): Promise<void> => {
    const request = ++this.#request;
    this.page = page;
    this.isLoading = true;
    this.error = null;
    try {
      const view = await call(commands.evidencePreview(this.file.id, page));
      if (request !== this.#request) return;
      this.view = view;
    } catch (thrown) {
      const error = toCallError(thrown);
      // A page that was passed over is no failure.
      if (request === this.#request && error.code !== "stopped") this.error = error;
    } finally {
      if (request === this.#request) this.isLoading = false;
    }
  };

  again = (): Promise<void> => this.show(this.page);

  /** One page on or back, or to an end; nothing where there is none. */
  turn(way: "next" | "previous" | "first" | "last"): void {
    const to = { next: this.page + 1, previous: this.page - 1, first: 1, last: this.pages }[way];
    if (to >= 1 && to <= this.pages && to !== this.page) void this.show(to);
  }
}

/**
 * What a key means to whoever looks at a document, or null for one that means nothing. Up, Down, Page Up and Page Down
 * move over the page, as everywhere.
 */
export function turnOfKey(key: string): "next" | "previous" | "first" | "last" | null {
  switch (key) {
    case "ArrowRight":
      return "next";
    case "ArrowLeft":
      return "previous";
    case "Home":
      return "first";
    case "End":
      return "last";
    default:
      return null;
  }
}
