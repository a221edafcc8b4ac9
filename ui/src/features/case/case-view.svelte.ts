import { call, commands, type CasePage } from "$lib/ipc";
import { DrawnPage } from "$lib/state/drawn-page.svelte";

/** One case on the screen. */
export class CaseView extends DrawnPage<CasePage> {
  constructor(id: string) {
    super((width) => call(commands.casePage(id, width)));
  }
}
