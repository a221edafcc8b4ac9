import { helpFor } from "$lib/words/context";
import type { HelpEntry } from "$lib/words/help";

/** The help that is open, and where the focus goes back to when it closes. */
export class Help {
  entry = $state.raw<HelpEntry | null>(null);
  #before: HTMLElement | null = null;

  /** Opens the help for the field that has the focus, else for the screen; closes it when it is open. */
  toggle(screen: string): void {
    if (this.entry) {
      this.close();
      return;
    }
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    this.#before = focused;
    const key = focused?.closest<HTMLElement>("[data-help]")?.dataset.help ?? null;
    this.entry = helpFor(key, screen);
  }

  close(): void {
    this.entry = null;
    this.#before?.focus();
    this.#before = null;
  }
}
