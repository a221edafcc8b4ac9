import { call, commands, type PackRow } from "$lib/ipc";
import { AsyncState } from "$lib/state/async.svelte";

/** Every pack made: who made it, when, for whom. */
export class PackRegister {
  readonly rows = new AsyncState<PackRow[]>();

  load = (): Promise<void> => this.rows.load(() => call(commands.packsList()));
}
