import { call, commands, toCallError, type CallError, type HolidayRow, type HolidaysView } from "$lib/ipc";
import { toasts } from "$lib/kit";
import { AsyncState } from "$lib/state/async.svelte";

/** The bank holidays that working days are counted without. */
export class Holidays {
  readonly view = new AsyncState<HolidaysView>();
  /** A day as it is being typed. */
  on = $state("");
  name = $state("");
  busy = $state(false);
  /** Why a day was not added or taken away. */
  error = $state.raw<CallError | null>(null);

  load = (): void => void this.view.load(() => call(commands.holidaysList()));

  async add(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    const before = this.view.data?.days.map((day) => day.on) ?? [];
    const refused = await this.#change(() => call(commands.holidayAdd(this.on.trim(), this.name.trim())));
    this.busy = false;
    if (refused) return;
    this.on = "";
    this.name = "";
    const added = this.view.data?.days.find((day) => !before.includes(day.on));
    if (added) toasts.show(`${added.text} is a bank holiday.`, () => this.remove(added), "Take away");
  }

  async remove(day: HolidayRow): Promise<CallError | null> {
    const refused = await this.#change(() => call(commands.holidayRemove(day.on)));
    if (!refused) toasts.show(`${day.text} is no longer a bank holiday.`, () => this.#putBack(day));
    return refused;
  }

  async #putBack(day: HolidayRow): Promise<CallError | null> {
    const refused = await this.#change(() => call(commands.holidayAdd(day.on, day.name)));
    if (!refused) toasts.show(`${day.text} is a bank holiday again.`, () => this.remove(day), "Take away");
    return refused;
  }

  async #change(work: () => Promise<HolidaysView>): Promise<CallError | null> {
    this.error = null;
    try {
      this.view.set(await work());
    } catch (thrown) {
      this.error = toCallError(thrown);
    }
    return this.error;
  }
}
