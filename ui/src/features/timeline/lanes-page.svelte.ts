import { call, commands, type ChronologyFilter, type FigureView } from "$lib/ipc";
import { DrawnPage } from "$lib/state/drawn-page.svelte";

/** The picture of a chronology with a lane for each body, drawn for the width there is. */
export class LanesPage extends DrawnPage<FigureView> {
  /** `filter` is asked each time the picture is drawn. */
  constructor(caseId: string, filter: () => ChronologyFilter) {
    super((width) => call(commands.chronologyPicture(caseId, filter(), width)));
  }
}
