import type { CallError, Confirmed } from "$lib/ipc";

/** What seems unlikely to the program, asked about, and kept all the same with a reason. */
export class Doubts {
  /** Why each is right, by the doubt's code, as typed. */
  because = $state<Record<string, string>>({});
  /** The questions there are; empty until the program has asked. */
  #asked = $state.raw<CallError["choices"]>([]);
  /** The dates that they were asked about. */
  #about = $state("");
  /** They were asked a second time, with nothing said to one of them. */
  #isAgain = $state(false);

  /** Takes the questions from a refusal; any other refusal leaves them as they are. */
  ask(error: CallError, about: string): void {
    if (error.code !== "doubtful") return;
    this.#isAgain = this.of(about).length > 0;
    this.#asked = error.choices;
    this.#about = about;
    for (const { value } of error.choices) this.because[value] ??= "";
  }

  /** The questions about the dates that stand there now; other dates are asked about anew. */
  of(about: string): CallError["choices"] {
    return about === this.#about ? this.#asked : [];
  }

  /** What is wrong with the answer to one question. */
  problem(code: string): string | null {
    return this.#isAgain && this.#isOpen(code) ? "Say why it is right, or correct it above." : null;
  }

  /** What goes to the program with these dates. */
  confirmed(about: string): Confirmed[] {
    return this.of(about)
      .map(({ value }) => ({ code: value, because: (this.because[value] ?? "").trim() }))
      .filter((each) => each.because !== "");
  }

  #isOpen(code: string): boolean {
    return (this.because[code] ?? "").trim() === "";
  }
}
