import { call, commands, toCallError, type CallError } from "$lib/ipc";
import { toasts } from "$lib/kit/toasts.svelte";
import type { BothWordingsRow } from "./both-wordings";
import { DraftKeeper } from "./draft.svelte";

/** Who recorded a wording, and when in words. */
export type RecordedBy = { by: string; recorded: string };

/** What `Revision` is to a form whose fields are not known here. */
type MovesOn = { readonly newer: unknown; readonly bothWordings: BothWordingsRow[]; goOn: () => void };

/** A record that may move on while its form is open or kept. */
type Amends = {
  revision: MovesOn;
  /** Lets the revision meet what is on record now. */
  look: () => Promise<void>;
  /** Who recorded that, where it is known. */
  recordedBy?: () => Promise<RecordedBy | null>;
};

type Options<Kept> = {
  /** Names the draft: "event:<case>:new", "action:<id>". */
  key: string;
  /** The revision that is changed, or null for a new record; asked anew where it can move on. */
  basedOn: number | null | (() => number | null);
  /** What is in the form now. */
  kept: () => Kept;
  /** Puts back what was typed earlier, from the revision it was begun on. */
  bringBack: (kept: Kept, begunOn: number | null) => void;
  /** The record that is amended, for a form that shows both wordings where it moved on. */
  amends?: Amends | null;
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
  /** Who recorded the newer wording and when, where that is known. */
  newerBy = $state<string | null>(null);

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
    if (this.newer) await this.#sayWho();
  }

  /** Both wordings, where the record moved on since the form was begun. */
  get newer(): MovesOn | null {
    const revision = this.#options.amends?.revision;
    return revision?.newer ? revision : null;
  }

  /** Goes on from the newer wording, with what was typed on top of it. */
  goOn = (): void => {
    this.newer?.goOn();
    this.newerBy = null;
    this.error = null;
    this.keeper.touch();
  };

  store = async (): Promise<void> => {
    this.busy = true;
    this.error = null;
    try {
      await this.#options.store();
      await this.throwAway();
    } catch (thrown) {
      const error = toCallError(thrown);
      if (error.code === "conflict") await this.#look();
      this.error = error;
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

  /** Looks at what is on record now; where that cannot be seen, the refusal's own words stand. */
  async #look(): Promise<void> {
    await this.#options.amends?.look().catch(() => undefined);
    if (this.newer) await this.#sayWho();
  }

  async #sayWho(): Promise<void> {
    const who = await this.#options.amends?.recordedBy?.().catch(() => null);
    this.newerBy = who ? `by ${who.by}, ${who.recorded}` : null;
  }

  #basedOn = (): number | null => {
    const { basedOn } = this.#options;
    return typeof basedOn === "function" ? basedOn() : basedOn;
  };
}
