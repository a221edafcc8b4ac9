import { call, commands, toCallError } from "$lib/ipc";
import type { SavedState } from "$lib/kit";
import { Autosave } from "./autosave";
import { register } from "./registry";

type Options<Form> = {
  /** Names the form: "concern:…", "event:<case>:new". */
  key: string;
  /** What is in the form now. */
  form: () => Form;
  /** The revision the form was begun on, for a form that corrects a record. */
  basedOn?: () => number | null;
};

/** Keeps an unfinished form in the encrypted store while it is typed. */
export class DraftKeeper<Form> {
  saved = $state.raw<SavedState>({ name: "untouched" });

  /** The revision that a kept form was begun on; null before one is loaded, and for a new record. */
  begunOn: number | null = null;

  readonly key: string;
  readonly #form: () => Form;
  readonly #basedOn: () => number | null;
  readonly #autosave: Autosave;
  readonly #unregister: () => void;

  constructor({ key, form, basedOn = () => null }: Options<Form>) {
    this.key = key;
    this.#form = form;
    this.#basedOn = basedOn;
    this.#autosave = new Autosave({
      save: async () => {
        const body = JSON.stringify(this.#form());
        return (await call(commands.draftSave(this.key, this.#basedOn(), body))).at;
      },
      typing: () => {
        // A failure stays in view until something has been kept again.
        if (this.saved.name !== "failed") this.saved = { name: "typing" };
      },
      saving: () => {
        if (this.saved.name !== "failed") this.saved = { name: "saving" };
      },
      saved: (at) => (this.saved = { name: "saved", at }),
      failed: (thrown) =>
        (this.saved = { name: "failed", message: `Not saved yet. ${toCallError(thrown).message}` }),
    });
    this.#unregister = register(this.#autosave);
  }

  /** The form kept earlier, or null when there is none. */
  async load(): Promise<Form | null> {
    const draft = await call(commands.draftLoad(this.key));
    if (!draft) return null;
    this.saved = { name: "saved", at: draft.saved };
    this.begunOn = draft.based_on;
    return JSON.parse(draft.body) as Form;
  }

  /** Something was typed or chosen. */
  touch(): void {
    this.#autosave.touch();
  }

  /** Keeps what is typed, now. */
  flush = (): Promise<void> => this.#autosave.flush();

  /** Throws the draft away: it was recorded, or is not wanted. */
  async discard(): Promise<void> {
    await this.#autosave.stop();
    this.#unregister();
    await call(commands.draftDiscard(this.key));
    this.saved = { name: "untouched" };
  }

  /** The form leaves the screen: keeps what is typed and stops. */
  async stop(): Promise<void> {
    await this.#autosave.flush();
    await this.#autosave.stop();
    this.#unregister();
  }

  /** The form was recorded and its draft went with it: keeps nothing more. */
  async finish(): Promise<void> {
    await this.#autosave.stop();
    this.#unregister();
  }
}
