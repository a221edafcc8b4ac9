import { call, commands, type CasePage } from "$lib/ipc";
import { AsyncState } from "$lib/state/async.svelte";
import { Redraw } from "$lib/state/redraw";

/** One case on the screen. Its picture is drawn for the width there is. */
export class CaseView {
  readonly page = new AsyncState<CasePage>();

  readonly #id: string;
  readonly #redraw = new Redraw((width) => void this.#load(width));

  constructor(id: string) {
    this.#id = id;
  }

  /** Takes the width of the figure's place; the first width loads the case. */
  resized(shown: number): void {
    this.#redraw.resized(shown);
  }

  /** Loads anew after a change; what is on the screen stays until the new is in. */
  reload = (): void => {
    if (this.#redraw.width !== null) void this.#load(this.#redraw.width);
  };

  stop(): void {
    this.#redraw.stop();
  }

  #load(width: number): Promise<void> {
    return this.page.load(() => call(commands.casePage(this.#id, width)));
  }
}
