import { CallError, toCallError } from "$lib/ipc";
import type { Toasts, WayBack } from "$lib/kit/toasts.svelte";

/** Something done since unlocking that could be taken back when it was done. */
export type Act = {
  id: number;
  /** What was done, as it was said. */
  text: string;
  /** The time of day: "10:42". */
  at: string;
  /** The words of the button that takes it back. */
  label: string;
  /** It stands, is on its way one way or the other, or was taken back. */
  state: "stands" | "turning" | "back";
  /** It was taken back and can be done again. */
  again: boolean;
};

/** Both ways of an act, and the toast that offers one of them. */
type Ways = { back: WayBack; again: WayBack | null; toast: number };

/** An act on its way, and the other way that was offered meanwhile. */
type Turning = { id: number; other: WayBack | null; toast: number };

/** As many acts are remembered. */
export const mostActs = 20;

/**
 * The last acts of this unlock. Every toast with a way back is one. Taking an act back is an act of the program like
 * any other: it is recorded, and nothing that was recorded before goes.
 */
export class Acts {
  /** Newest first. */
  list = $state.raw<Act[]>([]);
  /** How often something was taken back or done again: what is on the screen may be out of date then. */
  turns = $state(0);

  readonly #toasts: Toasts;
  readonly #now: () => string;
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- the ways are not shown
  readonly #ways = new Map<number, Ways>();
  #turning: Turning | null = null;
  /** Acts that Ctrl+Y does again, the one taken back last at the end; whatever else is done empties it. */
  #undone: number[] = [];
  #next = 1;

  /** `now` gives the time of day. */
  constructor(toasts: Toasts, now: () => string) {
    this.#toasts = toasts;
    this.#now = now;
    toasts.keeper = (offered) => this.#keep(offered);
  }

  /** Takes an act back that stands. */
  takeBack = (id: number): Promise<void> => this.#turn(id, "back");

  /** Does an act again that was taken back. */
  doAgain = (id: number): Promise<void> => this.#turn(id, "stands");

  /** Ctrl+Z: takes back the newest act that stands. */
  async undoLast(): Promise<void> {
    if (this.#turning) return;
    const newest = this.list.find((act) => act.state === "stands");
    if (newest) await this.takeBack(newest.id);
    else this.#toasts.show("There is nothing to undo.");
  }

  /** Ctrl+Y: does again what was taken back last, unless something else was done since. */
  async redoLast(): Promise<void> {
    if (this.#turning) return;
    const last = this.#undone.at(-1);
    if (last === undefined) this.#toasts.show("There is nothing to do again.");
    else await this.doAgain(last);
  }

  /** The program has locked: nothing of the service stays in the window, nor of what is under way still. */
  forget(): void {
    this.list = [];
    this.#ways.clear();
    this.#undone = [];
  }

  #keep({ toast, text, label, undo }: Parameters<Toasts["keeper"]>[0]): WayBack {
    // What is offered while an act is on its way is the other way of that act, and no act of its own.
    const turning = this.#turning;
    if (turning) {
      turning.other = undo;
      turning.toast = toast;
      return () => this.#turn(turning.id, this.#stateOf(turning.id) === "back" ? "stands" : "back");
    }
    const id = this.#next++;
    this.#ways.set(id, { back: undo, again: null, toast });
    const act: Act = { id, text, at: this.#now(), label, state: "stands", again: false };
    for (const gone of this.list.slice(mostActs - 1)) this.#ways.delete(gone.id);
    this.list = [act, ...this.list.slice(0, mostActs - 1)];
    this.#undone = [];
    return () => this.takeBack(id);
  }

  async #turn(id: number, to: "back" | "stands"): Promise<void> {
    const from = to === "back" ? "stands" : "back";
    const ways = this.#ways.get(id);
    const way = to === "back" ? ways?.back : ways?.again;
    if (!ways || !way || this.#turning || this.#stateOf(id) !== from) return;
    const turning: Turning = { id, other: null, toast: 0 };
    this.#turning = turning;
    this.#toasts.dismiss(ways.toast);
    this.#set(id, { state: "turning" });
    const refused = await refusalOf(way);
    this.#turning = null;
    // It may have locked meanwhile.
    if (!this.#ways.has(id)) return;
    if (refused !== null) {
      this.#set(id, { state: from });
      this.#toasts.show(refused);
      return;
    }
    ways.toast = turning.toast;
    if (to === "back") ways.again = turning.other;
    else ways.back = turning.other ?? ways.back;
    this.#undone = this.#undone.filter((each) => each !== id);
    if (to === "back" && ways.again) this.#undone.push(id);
    this.#set(id, { state: to, again: to === "back" && ways.again !== null });
    this.turns++;
  }

  #stateOf(id: number): Act["state"] | undefined {
    return this.list.find((act) => act.id === id)?.state;
  }

  #set(id: number, change: Partial<Act>): void {
    this.list = this.list.map((act) => (act.id === id ? { ...act, ...change } : act));
  }
}

/** Why it was not done, in words, or null. A way back throws its refusal, or resolves to it. */
async function refusalOf(way: WayBack): Promise<string | null> {
  try {
    const outcome = await way();
    return outcome instanceof CallError ? wordsOf(outcome) : null;
  } catch (thrown) {
    return wordsOf(toCallError(thrown));
  }
}

/** Nobody has typed anything here, which is what the program's own words on a newer wording are about. */
function wordsOf(refusal: CallError): string {
  return refusal.code === "conflict"
    ? "It was changed since, so it is left as it is. Nothing was undone."
    : refusal.message;
}
