import { call, commands, toCallError, type AppStatus, type CallError } from "$lib/ipc";

export type PlaceState = { name: "idle" } | { name: "working" } | { name: "failed"; error: CallError };

/** Choosing another place where a service is kept. The places are remembered by the program. */
export class Places {
  state = $state.raw<PlaceState>({ name: "idle" });

  readonly #show: (status: AppStatus) => void;

  constructor(show: (status: AppStatus) => void) {
    this.#show = show;
  }

  /** Asks for the folder of a service kept somewhere else. */
  choose = (): Promise<void> => this.#run(() => call(commands.chooseExisting()));

  /** Goes to a place that was used before. */
  use = (token: string): Promise<void> => this.#run(() => call(commands.usePlace(token)));

  /** Forgets that a place was used. The files stay where they are. */
  forget = (token: string): Promise<void> => this.#run(() => call(commands.forgetPlace(token)));

  /** Looks again, for a drive that has been connected since. */
  lookAgain = (): Promise<void> => this.#run(() => call(commands.appStatus()));

  async #run(ask: () => Promise<AppStatus | null>): Promise<void> {
    this.state = { name: "working" };
    try {
      const status = await ask();
      this.state = { name: "idle" };
      if (status) this.#show(status);
    } catch (thrown) {
      this.state = { name: "failed", error: toCallError(thrown) };
    }
  }
}
