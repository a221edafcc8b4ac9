import { call, commands, toCallError, type CallError, type CopyWhat, type SitesView } from "$lib/ipc";
import { toasts } from "$lib/kit";
import { copied } from "../copied";
import { DrawnPage } from "$lib/state/drawn-page.svelte";

/** Services beside each other, before and after each one's own change or a day for all of them. */
export class SitesPage extends DrawnPage<SitesView> {
  /** The day for all services as it is typed; blank for each one's own change. */
  day = $state("");

  /** Why the last copy was not made. */
  copyProblem = $state.raw<CallError | null>(null);
  readonly #measureId: string;

  constructor(measureId: string) {
    let asked = () => "";
    super((width) => call(commands.sitesCompare(measureId, asked() || null, width)));
    asked = () => this.#asked;
    this.#measureId = measureId;
  }

  /** The day that the comparison was last asked for. */
  #asked = "";

  /** Puts one part's picture or its numbers on the clipboard. */
  async copy(latest: boolean, what: CopyWhat): Promise<void> {
    this.copyProblem = null;
    try {
      await call(commands.sitesCopy(this.#measureId, this.#asked || null, latest, what));
      toasts.show(copied[what]);
    } catch (thrown) {
      this.copyProblem = toCallError(thrown);
    }
  }

  compare = (): void => {
    this.#asked = this.day.trim();
    this.reload();
  };
}
