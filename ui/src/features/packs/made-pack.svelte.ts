import { call, commands, toCallError, type CallError, type SavedFile } from "$lib/ipc";

/** One pack of the register: writing it to a file and opening that file. */
export class MadePack {
  file = $state.raw<SavedFile | null>(null);
  busy = $state(false);
  error = $state.raw<CallError | null>(null);

  readonly #number: string;

  constructor(number: string) {
    this.#number = number;
  }

  /** Builds the same bytes again, checks them against the register and asks where to put them. */
  save = (): Promise<void> =>
    this.#try(async () => {
      this.file = (await call(commands.packSave(this.#number))) ?? this.file;
    });

  /** Opens the saved file in the system's own reader; saves it first where that was not done. */
  open = (): Promise<void> =>
    this.#try(async () => {
      this.file ??= await call(commands.packSave(this.#number));
      if (this.file) await call(commands.packOpen(this.file.token));
    });

  async #try(act: () => Promise<void>): Promise<void> {
    this.busy = true;
    this.error = null;
    try {
      await act();
    } catch (thrown) {
      this.error = toCallError(thrown);
    } finally {
      this.busy = false;
    }
  }
}
