import { AsyncState } from "./async.svelte";
import { Redraw } from "./redraw";

/** A page with a picture that is drawn for the width there is. */
export class DrawnPage<Page> {
  readonly page = new AsyncState<Page>();

  readonly #redraw: Redraw;
  readonly #load: (width: number) => void;

  /** `fetch` asks for the page with its picture drawn at a width in CSS pixels. */
  constructor(fetch: (width: number) => Promise<Page>) {
    this.#load = (width) => void this.page.load(() => fetch(width));
    this.#redraw = new Redraw(this.#load);
  }

  /** Takes the width of the figure's place; the first width loads the page. */
  resized(shown: number): void {
    this.#redraw.resized(shown);
  }

  /** Loads anew after a change; what is on the screen stays until the new is in. */
  reload = (): void => {
    if (this.#redraw.width !== null) this.#load(this.#redraw.width);
  };

  stop(): void {
    this.#redraw.stop();
  }
}
