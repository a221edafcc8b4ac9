/** How long after the last key a draft is kept, and how long at most while somebody goes on typing. */
export const afterLastKeyMs = 800;
export const atMostEveryMs = 2000;
/** A draft that could not be kept is tried again by itself. */
export const retryMs = 5000;

type Watcher = {
  /** Keeps what is typed now; resolves to the time that was kept, as "10:42". */
  save: () => Promise<string>;
  typing: () => void;
  saving: () => void;
  saved: (at: string) => void;
  failed: (thrown: unknown) => void;
};

/** Decides when something typed is kept: one save at a time, and never a change left behind. */
export class Autosave {
  readonly #watcher: Watcher;
  #afterLastKey: ReturnType<typeof setTimeout> | undefined;
  #atMost: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> | null = null;
  #isDirty = false;
  #isStopped = false;

  constructor(watcher: Watcher) {
    this.#watcher = watcher;
  }

  get isDirty(): boolean {
    return this.#isDirty;
  }

  /** Something was typed. */
  touch(): void {
    if (this.#isStopped) return;
    this.#isDirty = true;
    this.#watcher.typing();
    clearTimeout(this.#afterLastKey);
    this.#afterLastKey = setTimeout(() => void this.flush(), afterLastKeyMs);
    this.#atMost ??= setTimeout(() => void this.flush(), atMostEveryMs);
  }

  /** Keeps what is not kept yet, now. Resolves when it is kept or has failed; never rejects. */
  async flush(): Promise<void> {
    this.#clearTimers();
    // A change typed while a save was under way is kept by a save of its own.
    while (this.#running) await this.#running;
    if (!this.#isDirty || this.#isStopped) return;
    this.#running = this.#saveOnce();
    await this.#running;
  }

  /** Waits for a save under way, then keeps nothing more. */
  async stop(): Promise<void> {
    this.#clearTimers();
    this.#isStopped = true;
    while (this.#running) await this.#running;
  }

  async #saveOnce(): Promise<void> {
    this.#isDirty = false;
    this.#watcher.saving();
    try {
      const at = await this.#watcher.save();
      this.#running = null;
      if (!this.#isDirty) this.#watcher.saved(at);
    } catch (thrown) {
      this.#running = null;
      this.#isDirty = true;
      this.#watcher.failed(thrown);
      if (!this.#isStopped) this.#afterLastKey ??= setTimeout(() => void this.flush(), retryMs);
    }
  }

  #clearTimers(): void {
    clearTimeout(this.#afterLastKey);
    clearTimeout(this.#atMost);
    this.#afterLastKey = undefined;
    this.#atMost = undefined;
  }
}
