import type { CallError, EventDraft, EventKind, EventRow, Lane } from "$lib/ipc";
import { dayText } from "$lib/format";
import { emptyWhen, type TypedWhen } from "$lib/kit/when";
import { usualLane } from "./event-words";

/** What a draft keeps of the form. */
export type KeptEvent = {
  lane: Lane;
  kind: EventKind;
  when: TypedWhen;
  text: string;
  agency: string;
  reason: string;
};

/** An event as it is being written: what stands in the fields, and how it goes over the wire. */
export class EventForm {
  lane = $state<Lane>("case");
  kind = $state<EventKind>("note");
  when = $state<TypedWhen>(emptyWhen());
  text = $state("");
  agency = $state("");
  /** Why a recorded event is reworded; asked only then. */
  reason = $state("");

  static blank(lane: Lane = "case", kind: EventKind = "note"): EventForm {
    const form = new EventForm();
    form.lane = lane;
    form.kind = kind;
    return form;
  }

  static of(event: EventRow): EventForm {
    const form = new EventForm();
    form.lane = event.lane;
    form.kind = event.kind;
    form.when = {
      date: dayText(event.when.date),
      time: event.when.time,
      offset_min: event.when.offset_min,
      about: event.when.precision === "about",
    };
    form.text = event.text;
    form.agency = event.agency ?? "";
    return form;
  }

  /** Changes the kind and goes to the lane where such an event usually stands. */
  choose(kind: EventKind): void {
    this.kind = kind;
    this.lane = usualLane(kind) ?? this.lane;
  }

  draft(): EventDraft {
    const time = this.when.time?.trim() ?? "";
    return {
      lane: this.lane,
      kind: this.kind,
      when: {
        date: this.when.date.trim(),
        time: time === "" ? null : time,
        offset_min: time === "" ? null : this.when.offset_min,
        about: this.when.about,
      },
      text: this.text.trim(),
      agency: this.agency.trim() === "" ? null : this.agency.trim(),
    };
  }

  keep(): KeptEvent {
    return {
      lane: this.lane,
      kind: this.kind,
      when: { ...this.when },
      text: this.text,
      agency: this.agency,
      reason: this.reason,
    };
  }

  /** Puts back what a draft kept; anything it does not hold stays as it is. */
  bringBack(kept: Partial<KeptEvent>): void {
    Object.assign(this, kept);
  }
}

export type EventField = "lane" | "kind" | "date" | "time" | "text" | "agency" | "reason";

/** The field of the form that a refusal is about, or null where it is about none of them. */
export function fieldOf(error: CallError | null): EventField | null {
  if (!error) return null;
  if (error.code === "time_happens_twice" || error.code === "time_never_happens") return "time";
  switch (error.field?.replace(/^when\./, "")) {
    case "when":
    case "date":
      return "date";
    case "time":
      return "time";
    case "lane":
      return "lane";
    case "kind":
      return "kind";
    case "text":
      return "text";
    case "agency":
      return "agency";
    case "reason":
      return "reason";
    default:
      return null;
  }
}
