import { call, commands, toCallError, type CallError, type Found, type Hit } from "$lib/ipc";

/** How long nobody types before it is looked for, in milliseconds. */
const settles = 120;
const most = 30;

/** What was typed, what was found, and what was looked at last. Nothing of it is kept. */
export class PaletteState {
  text = $state("");
  found = $state.raw<Found | null>(null);
  recent = $state.raw<Hit[]>([]);
  problem = $state.raw<CallError | null>(null);
  /** What was found is for this. */
  foundFor = $state("");
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Counts the requests, so that a late answer to an earlier one is dropped. */
  #request = 0;

  /** Whether what is shown is for what is typed. */
  get isCurrent(): boolean {
    return this.foundFor === this.text.trim();
  }

  /** Opens on a blank line. */
  start(): void {
    this.text = "";
    this.#take("", null);
    call(commands.recentList()).then(
      (recent) => (this.recent = recent),
      // Without it the palette still finds and does everything.
      () => (this.recent = []),
    );
  }

  /** Takes what was typed, and looks for it once nothing more comes. */
  typed(): void {
    clearTimeout(this.#timer);
    if (this.text.trim() === "") this.#take("", null);
    else this.#timer = setTimeout(() => void this.look(), settles);
  }

  /** Looks for what is typed now. */
  async look(): Promise<void> {
    clearTimeout(this.#timer);
    const typed = this.text.trim();
    if (typed === "" || typed === this.foundFor) return;
    const request = ++this.#request;
    try {
      const found = await call(commands.searchFind(typed, most));
      if (request === this.#request) this.#take(typed, found);
    } catch (thrown) {
      if (request !== this.#request) return;
      this.#take(typed, null);
      this.problem = toCallError(thrown);
    }
  }

  async forgetRecent(): Promise<void> {
    try {
      await call(commands.recentForget());
      this.recent = [];
    } catch (thrown) {
      this.problem = toCallError(thrown);
    }
  }

  #take(typed: string, found: Found | null): void {
    this.#request++;
    this.foundFor = typed;
    this.found = found;
    this.problem = null;
  }
}
