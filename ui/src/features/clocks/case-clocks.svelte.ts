import { call, commands, type ClocksView } from "$lib/ipc";
import { AsyncState } from "$lib/state/async.svelte";

/** Everything about time in one case. */
export class CaseClocks {
  readonly view = new AsyncState<ClocksView>();

  constructor(private readonly caseId: string) {}

  load = (): void => void this.view.load(() => call(commands.caseClocks(this.caseId)));
}
