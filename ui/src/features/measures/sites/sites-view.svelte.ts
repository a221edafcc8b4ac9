import { call, commands, type SitesView } from "$lib/ipc";
import { DrawnPage } from "$lib/state/drawn-page.svelte";

/** Services beside each other, before and after each one's own change or a day for all of them. */
export class SitesPage extends DrawnPage<SitesView> {
  /** The day for all services as it is typed; blank for each one's own change. */
  day = $state("");

  constructor(measureId: string) {
    let asked = () => "";
    super((width) => call(commands.sitesCompare(measureId, asked() || null, width)));
    asked = () => this.#asked;
  }

  /** The day that the comparison was last asked for. */
  #asked = "";

  compare = (): void => {
    this.#asked = this.day.trim();
    this.reload();
  };
}
