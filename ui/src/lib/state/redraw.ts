import { drawnWidthHere } from "./drawn-width";

/** How long a width must hold before the picture is drawn anew. */
const settleMs = 150;

/** Less than this much wider or narrower, such as a scroll bar, is scaled and not drawn anew. */
const tolerance = 24;

/** Asks for a picture at the width of its place: the first time at once, later when it settles. */
export class Redraw {
  #drawn: number | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #draw: (width: number) => void;

  constructor(draw: (width: number) => void) {
    this.#draw = draw;
  }

  /** The width last asked for, or null before the first. */
  get width(): number | null {
    return this.#drawn;
  }

  /** Takes the width of the place in CSS pixels. */
  resized(shown: number, measure: (shown: number) => number = drawnWidthHere): void {
    if (shown <= 0) return;
    const width = measure(shown);
    clearTimeout(this.#timer);
    if (this.#drawn === null) this.#start(width);
    else if (Math.abs(width - this.#drawn) > tolerance) {
      this.#timer = setTimeout(() => this.#start(width), settleMs);
    }
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #start(width: number): void {
    this.#drawn = width;
    this.#draw(width);
  }
}
