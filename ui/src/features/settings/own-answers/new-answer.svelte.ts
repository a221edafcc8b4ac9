import { toCallError, type CallError } from "$lib/ipc";
import { fieldError } from "$lib/words/errors";
import type { OwnAnswers } from "./own-answers.svelte";

/** An answer as it is being typed for one list. */
export class NewAnswer {
  label = $state("");
  busy = $state(false);
  /** Why it was not added. */
  error = $state.raw<CallError | null>(null);

  readonly #answers: OwnAnswers;
  readonly #list: string;

  constructor(answers: OwnAnswers, list: string) {
    this.#answers = answers;
    this.#list = list;
  }

  /** What stands at the field. */
  get atField(): string | null {
    return fieldError(this.error, "label");
  }

  /** Adds it. What was typed stays where it is refused. */
  async add(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.error = null;
    try {
      await this.#answers.add(this.#list, this.label.trim());
      this.label = "";
    } catch (thrown) {
      this.error = toCallError(thrown);
    }
    this.busy = false;
  }

  /** Forgets what was typed, and what was said of it. */
  leave(): void {
    this.label = "";
    this.error = null;
  }
}
