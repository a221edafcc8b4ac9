import { dayText } from "$lib/format";
import { call, commands, type CaseAmend, type CasePage } from "$lib/ipc";
import { Namesakes } from "$lib/people";
import type { TypedWhen } from "$lib/kit/when";

/** The title, the adult and the time of becoming aware, as they are being corrected. */
export class CaseDetails {
  title = $state("");
  who = $state("");
  notKnown = $state(false);
  /** Who is meant, where somebody of that name is recorded already. */
  readonly which = new Namesakes();
  aware = $state<TypedWhen>({ date: "", time: null, offset_min: null, about: false });
  reason = $state("");

  readonly #before: CasePage;
  readonly #awareBefore: string;

  constructor(page: CasePage) {
    this.#before = page;
    this.title = page.title;
    this.who = page.who ?? "";
    this.notKnown = page.who === null;
    this.aware = {
      date: dayText(page.aware.date),
      time: page.aware.time,
      offset_min: page.aware.offset_min,
      about: page.aware.precision === "about",
    };
    this.#awareBefore = JSON.stringify(this.aware);
  }

  /** Only what differs goes over the wire; an absent part stays as it is. */
  amendment(): CaseAmend {
    const who = this.notKnown ? "" : this.who.trim();
    return {
      title: this.title.trim() === this.#before.title ? null : this.title.trim(),
      who: who === (this.#before.who ?? "") ? null : who,
      which: who ? this.which.answerFor(who) : null,
      aware:
        JSON.stringify(this.aware) === this.#awareBefore
          ? null
          : { ...this.aware, time: this.aware.time || null },
      reason: this.reason.trim(),
    };
  }

  async save(): Promise<void> {
    await call(commands.caseAmend(this.#before.id, this.#before.rev, this.amendment()));
  }
}
