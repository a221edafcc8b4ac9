import { call, commands, toCallError, type CallError, type CaseRow, type WhenInput } from "$lib/ipc";
import { dayText, timeText } from "$lib/format";
import type { TypedWhen } from "$lib/kit";
import { DraftKeeper } from "$lib/drafts";
import { Namesakes } from "$lib/people";

/** What a draft keeps of the form. */
export type KeptConcern = {
  service_id: string;
  what: string;
  who: string;
  is_who_unknown: boolean;
  aware: TypedWhen;
  types?: string[];
  safety?: string;
};

export type ConcernState = { name: "typing" } | { name: "working" } | { name: "refused"; error: CallError };

export type ConcernField = "service_id" | "what" | "who" | "date" | "time" | "types" | "safety";

/** The field of the form that a refusal is about, or null where it is about none of them. */
export function fieldOf(error: CallError): ConcernField | null {
  if (error.code === "time_happens_twice" || error.code === "time_never_happens") return "time";
  switch (error.field?.replace(/^aware\./, "")) {
    case "service_id":
    case "service":
      return "service_id";
    case "what":
      return "what";
    case "who":
      return "who";
    case "aware":
    case "date":
      return "date";
    case "time":
      return "time";
    case "types":
      return "types";
    case "safety":
      return "safety";
    default:
      return null;
  }
}

/** The form that records a concern. It is kept as it is typed, under a key of its own. */
export class ConcernForm {
  serviceId = $state("");
  what = $state("");
  who = $state("");
  isWhoUnknown = $state(false);
  /** Who is meant, where somebody of that name is recorded already. */
  readonly which = new Namesakes();
  aware = $state<TypedWhen>({ date: "", time: "", offset_min: null, about: false });
  /** Types of abuse or neglect that seem to be meant: they make a first allegation. */
  types = $state<string[]>([]);
  /** What was done straight away: it makes a first step to make safe. */
  safety = $state("");
  state = $state.raw<ConcernState>({ name: "typing" });
  readonly keeper: DraftKeeper<KeptConcern>;

  constructor(key: string, now: { today: string; now_text: string; serviceId: string }) {
    this.serviceId = now.serviceId;
    this.aware = { date: dayText(now.today), time: timeText(now.now_text), offset_min: null, about: false };
    this.keeper = new DraftKeeper<KeptConcern>({ key, form: () => this.#keep() });
  }

  /** Puts back what was kept under the form's key, if anything was. */
  async resume(): Promise<void> {
    const kept = await this.keeper.load();
    if (!kept) return;
    this.serviceId = kept.service_id || this.serviceId;
    this.what = kept.what;
    this.who = kept.who;
    this.isWhoUnknown = kept.is_who_unknown;
    this.aware = kept.aware;
    this.types = kept.types ?? [];
    this.safety = kept.safety ?? "";
  }

  /** What is wrong with a field. */
  errorFor(field: ConcernField): string | null {
    return this.state.name === "refused" && fieldOf(this.state.error) === field
      ? this.state.error.message
      : null;
  }

  /** A refusal that belongs to no field. */
  get otherError(): CallError | null {
    return this.state.name === "refused" && fieldOf(this.state.error) === null ? this.state.error : null;
  }

  /** The time typed came twice that night, and which of the two is meant has to be said. */
  get asksTwice(): boolean {
    return (
      (this.state.name === "refused" && this.state.error.code === "time_happens_twice") ||
      this.aware.offset_min !== null
    );
  }

  touch = (): void => {
    if (this.state.name !== "working") this.keeper.touch();
  };

  /** Records the concern. Returns its case when it is there; the draft goes with it. */
  async record(): Promise<CaseRow | null> {
    if (this.state.name === "working") return null;
    this.state = { name: "working" };
    await this.keeper.flush();
    try {
      const row = await call(
        commands.caseRecord({
          service_id: this.serviceId,
          what: this.what.trim(),
          who: this.isWhoUnknown ? null : this.who.trim(),
          which: this.isWhoUnknown ? null : this.which.answerFor(this.who),
          aware: this.#when(),
          title: null,
          types: [...this.types],
          safety: this.safety.trim(),
          draft_key: this.keeper.saved.name === "saved" ? this.keeper.key : null,
        }),
      );
      await this.keeper.finish();
      return row;
    } catch (thrown) {
      const error = toCallError(thrown);
      this.which.ask(error, this.who);
      this.state = { name: "refused", error };
      return null;
    }
  }

  #when(): WhenInput {
    const time = this.aware.time?.trim() || null;
    return {
      ...this.aware,
      date: this.aware.date.trim(),
      time,
      offset_min: time ? this.aware.offset_min : null,
    };
  }

  #keep(): KeptConcern {
    return {
      service_id: this.serviceId,
      what: this.what,
      who: this.who,
      is_who_unknown: this.isWhoUnknown,
      aware: { ...this.aware },
      types: [...this.types],
      safety: this.safety,
    };
  }
}
