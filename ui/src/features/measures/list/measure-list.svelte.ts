import { call, commands, type MeasureRow } from "$lib/ipc";
import { AsyncState } from "$lib/state/async.svelte";

/** Every measure this person may see. */
export class MeasureList {
  readonly rows = new AsyncState<MeasureRow[]>();

  load = (): Promise<void> => this.rows.load(() => call(commands.measuresList()));
}
