import { toCallError, type CallError } from "$lib/ipc";

export type AsyncValue<T> =
  | { name: "loading" }
  | { name: "ready"; data: T; isRefreshing: boolean }
  | { name: "failed"; error: CallError };

/** Something that is fetched from the program: one value with three named states. */
export class AsyncState<T> {
  value = $state.raw<AsyncValue<T>>({ name: "loading" });
  /** Counts the requests, so that a late answer to an earlier one is dropped. */
  #request = 0;

  /** Fetches; what is on the screen stays there until the new data is in. */
  async load(fetch: () => Promise<T>): Promise<void> {
    const request = ++this.#request;
    this.value = this.value.name === "ready" ? { ...this.value, isRefreshing: true } : { name: "loading" };
    try {
      const data = await fetch();
      if (request === this.#request) this.value = { name: "ready", data, isRefreshing: false };
    } catch (thrown) {
      if (request === this.#request) this.value = { name: "failed", error: toCallError(thrown) };
    }
  }

  /** Puts data in that came with the answer to another command. */
  set(data: T): void {
    this.#request++;
    this.value = { name: "ready", data, isRefreshing: false };
  }

  get data(): T | null {
    return this.value.name === "ready" ? this.value.data : null;
  }

  get error(): CallError | null {
    return this.value.name === "failed" ? this.value.error : null;
  }
}
