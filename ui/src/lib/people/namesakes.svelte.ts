import type { CallError } from "$lib/ipc";

/** The answer that it is somebody else of the same name. */
export const another = "another";

/** Asks who is meant when somebody of the name typed is recorded already. */
export class Namesakes {
  /** The answers there are; empty until the program has asked. */
  choices = $state.raw<CallError["choices"]>([]);
  answer = $state<string | null>(null);
  #name = $state("");

  /** Takes the question from a refusal; any other refusal leaves it as it is. */
  ask(error: CallError, name: string): void {
    if (error.code !== "same_name") return;
    this.choices = error.choices;
    this.answer = null;
    this.#name = name.trim();
  }

  /** Whether the question is about the name that stands there now. */
  concerns(name: string): boolean {
    return this.choices.length > 0 && name.trim() === this.#name;
  }

  /** What goes to the program with this name. */
  answerFor(name: string): string | null {
    return this.concerns(name) ? this.answer : null;
  }
}
