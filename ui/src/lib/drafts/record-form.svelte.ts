import { toCallError, type CallError } from "$lib/ipc";
import { DraftKeeper } from "./draft.svelte";

type Options<Kept> = {
  /** Names the draft: "event:<case>:new", "action:<id>". */
  key: string;
  /** The revision that is changed, or null for a new record. */
  basedOn: number | null;
  /** What is in the form now. */
  kept: () => Kept;
  /** Puts back what was typed earlier. */
  bringBack: (kept: Kept) => void;
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
      basedOn: () => options.basedOn,
    });
  }

  async load(): Promise<void> {
    const kept = await this.keeper.load();
    if (!kept) return;
    this.#options.bringBack(kept);
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
}
