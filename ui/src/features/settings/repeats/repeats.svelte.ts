import { call, commands, toCallError, type CallError, type RepeatRule, type RepeatsView } from "$lib/ipc";
import { toasts } from "$lib/kit";
import { AsyncState } from "$lib/state/async.svelte";
import { isSame, ruleText, wholeOf } from "./rule";

/** How many concerns within how many weeks are pointed out as repeated. */
export class Repeats {
  readonly view = new AsyncState<RepeatsView>();
  busy = $state(false);
  /** Why the rule was not changed. */
  error = $state.raw<CallError | null>(null);
  /** What is in a field while it differs from the rule, or is on its way to. */
  #typed = $state.raw<{ events?: string; weeks?: string }>({});

  load = (): void => void this.view.load(() => call(commands.repeatsShow()));

  get events(): string {
    return this.#typed.events ?? String(this.view.data?.rule.events ?? "");
  }

  set events(typed: string) {
    this.#typed = { ...this.#typed, events: typed };
  }

  get weeks(): string {
    return this.#typed.weeks ?? String(this.view.data?.rule.weeks ?? "");
  }

  set weeks(typed: string) {
    this.#typed = { ...this.#typed, weeks: typed };
  }

  /** Keeps what is typed. */
  async save(): Promise<CallError | null> {
    return this.#keep({ events: wholeOf(this.events), weeks: wholeOf(this.weeks) });
  }

  /** Goes back to the rule that came with Evident. */
  async backToUsual(): Promise<CallError | null> {
    const usual = this.view.data?.usual;
    return usual ? this.#keep(usual) : null;
  }

  /** Keeps a rule, with a way back to the one before. */
  async #keep(rule: RepeatRule): Promise<CallError | null> {
    const before = this.view.data?.rule;
    if (this.busy || !before) return null;
    this.error = null;
    if (isSame(rule, before)) {
      this.#typed = {};
      toasts.show(`The rule is this already: ${ruleText(rule)}.`);
      return null;
    }
    this.busy = true;
    try {
      this.view.set(await call(commands.repeatsSave(rule)));
      this.#typed = {};
      toasts.show(`Pointed out from now on: ${ruleText(rule)}.`, () => this.#keep(before));
    } catch (thrown) {
      this.error = toCallError(thrown);
    }
    this.busy = false;
    return this.error;
  }
}
