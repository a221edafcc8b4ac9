import { call, commands, type Every, type WhatIf } from "$lib/ipc";
import { AsyncState } from "$lib/state/async.svelte";

/** How long the numbers must rest before the question is asked. */
const restMs = 200;

/** Some three months: where the question begins. */
const atFirst: Record<Every, number> = { day: 91, week: 12, month: 3, quarter: 1 };

export const bounds = { periods: { min: 1, max: 104 } };

/** As many events as make sense for a measure of which a usual period has so many. */
export const eventBounds = (usual: number | null, periods: number) => ({
  min: 0,
  max: Math.max(20, Math.ceil((usual ?? 0) * periods * 3)),
});

/** What the verdict would be after so many periods more with so many events in them. Nothing is kept. */
export class WhatIfQuestion {
  periods = $state(1);
  events = $state(0);
  readonly answer = new AsyncState<WhatIf>();

  readonly #measureId: string;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `usual` is the mean of the last periods: the question begins with more of the same. */
  constructor(measureId: string, every: Every, usual: number | null) {
    this.#measureId = measureId;
    this.periods = atFirst[every];
    this.events = Math.round((usual ?? 0) * this.periods);
  }

  /** Asks at once. */
  ask = (): void => {
    clearTimeout(this.#timer);
    const form = { periods: this.periods, events: this.events };
    void this.answer.load(() => call(commands.measureWhatIf(this.#measureId, form)));
  };

  /** A number was moved: asks when it has come to rest. */
  moved = (): void => {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.ask, restMs);
  };

  stop(): void {
    clearTimeout(this.#timer);
  }
}
