import { call, commands, type ChangeRow, type KnownOn } from "$lib/ipc";
import { AsyncState } from "$lib/state/async.svelte";

/** Every change of one case, newest first. */
export class CaseHistory {
  readonly rows = new AsyncState<ChangeRow[]>();

  constructor(readonly caseId: string) {}

  load = (): void => void this.rows.load(() => call(commands.caseHistory(this.caseId)));
}

/** The case as it was known on a day, as somebody typed it. */
export const knownOn = (caseId: string, day: string): Promise<KnownOn> =>
  call(commands.caseKnownOn(caseId, day));
