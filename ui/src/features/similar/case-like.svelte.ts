import { call, commands, type LikeView } from "$lib/ipc";
import { AsyncState } from "$lib/state/async.svelte";

/** What is like one case. */
export class CaseLike {
  readonly view = new AsyncState<LikeView>();

  constructor(private readonly caseId: string) {}

  load = (): void => void this.view.load(() => call(commands.caseLike(this.caseId)));
}
