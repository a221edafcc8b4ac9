import { call, commands, toCallError, type CallError } from "$lib/ipc";
import { toasts } from "$lib/kit/toasts.svelte";
import { DraftKeeper } from "./draft.svelte";

type Options<Kept> = {
  /** Names the draft: "event:<case>:new", "action:<id>". */
  key: string;
  /** The revision that is changed, or null for a new record; asked anew where it can move on. */
  basedOn: number | null | (() => number | null);
  /** What is in the form now. */
  kept: () => Kept;
  /** Puts back what was typed earlier, from the revision it was begun on. */
  bringBack: (kept: Kept, begunOn: number | null) => void;
  /** Stores the record; throws the refusal, which belongs to the form. */
  store: () => Promise<unknown>;
  /** Called once nothing is left to do. */
  close: () => void;
};

/** A form that records or changes one thing: kept as it is typed, stored as a whole. */
export class RecordForm<Kept> {
  /** Why it was not stored. */
  error = $state.raw<CallError | null>(null);
  busy = $state(false);
  /** What was typed earlier and not stored is back in the form. */
  broughtBack = $state(false);

  readonly keeper: DraftKeeper<Kept>;
  readonly #options: Options<Kept>;

  constructor(options: Options<Kept>) {
    this.#options = options;
    this.keeper = new DraftKeeper<Kept>({
      key: options.key,
      form: options.kept,
      basedOn: () => this.#basedOn(),
    });
  }

  async load(): Promise<void> {
    const kept = await this.keeper.load();
    if (!kept) return;
    this.#options.bringBack(kept, this.keeper.begunOn);
    this.broughtBack = true;
  }

  store = async (): Promise<void> => {
    this.busy = true;
    this.error = null;
    try {
      await this.#options.store();
      await this.throwAway();
    } catch (thrown) {
      this.error = toCallError(thrown);
    } finally {
      this.busy = false;
    }
  };

  /** A draft that stays behind is offered again, where it can be thrown away. */
  throwAway = async (): Promise<void> => {
    await this.keeper.discard().catch(() => undefined);
    this.#options.close();
  };

  /** What was typed is not wanted; it can be put back among the unfinished forms for a while. */
  leave = async (): Promise<void> => {
    const { key, kept } = this.#options;
    const body = JSON.stringify(kept());
    const basedOn = this.#basedOn();
    await this.throwAway();
    toasts.show("What you had typed was thrown away.", () => call(commands.draftSave(key, basedOn, body)));
  };

  #basedOn = (): number | null => {
    const { basedOn } = this.#options;
    return typeof basedOn === "function" ? basedOn() : basedOn;
  };
}
