/** Takes back what was just done: a promise of whatever came of it, where that takes a while. */
export type WayBack = () => unknown;

/** A word at the foot of the window about something just done, with a way back. */
export type Toast = { id: number; text: string; undoLabel: string | null; undo: WayBack | null };

/** Hears of everything that can be taken back, and gives the way back that the toast then takes. */
export type Keeper = (act: { toast: number; text: string; label: string; undo: WayBack }) => WayBack;

/** Long enough to read; one with a way back stays long enough to reach it by keyboard. */
const shownForMs = { word: 6_000, wayBack: 12_000 };

export class Toasts {
  list = $state<Toast[]>([]);
  /** Whoever remembers what can be taken back; without one, the way back goes with its toast. */
  keeper: Keeper = ({ undo }) => undo;
  #next = 1;
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- timers are not shown
  readonly #timers = new Map<number, ReturnType<typeof setTimeout>>();

  /** Shows a toast; with `undo` it carries a button that puts things back. */
  show(text: string, undo: WayBack | null = null, undoLabel = "Put back"): void {
    const id = this.#next++;
    const way = undo && this.keeper({ toast: id, text, label: undoLabel, undo });
    // A word that asks for nothing makes way for the next one.
    const standing = this.list.filter((toast) => toast.undo !== null).slice(-1);
    this.list = [...standing, { id, text, undo: way, undoLabel: way ? undoLabel : null }];
    this.resume(id);
  }

  dismiss(id: number): void {
    this.pause(id);
    this.list = this.list.filter((toast) => toast.id !== id);
  }

  putBack(toast: Toast): void {
    this.dismiss(toast.id);
    toast.undo?.();
  }

  /** Somebody is at it: it stays. */
  pause(id: number): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
  }

  resume(id: number): void {
    this.pause(id);
    const hasWayBack = this.list.some((toast) => toast.id === id && toast.undo !== null);
    const wait = hasWayBack ? shownForMs.wayBack : shownForMs.word;
    this.#timers.set(
      id,
      setTimeout(() => this.dismiss(id), wait),
    );
  }

  clear(): void {
    for (const toast of this.list) this.pause(toast.id);
    this.list = [];
  }
}

export const toasts = new Toasts();
