import { Revision, type Asked, type Wording } from "$lib/drafts";
import type { CallError, EventDraft, EventKind, EventRow, Lane } from "$lib/ipc";
import { dayText } from "$lib/format";
import { emptyWhen, isSameWhen, whenSaid, type TypedWhen } from "$lib/kit/when";
import { kindLabel, laneLabel, usualLane } from "./event-words";

/** What an entry says. */
type EventWords = { lane: Lane; kind: EventKind; when: TypedWhen; text: string; agency: string };

/** What a draft keeps of the form: what differs from the wording it was begun on, or all of a new entry. */
export type KeptEvent = Partial<EventWords> & { reason: string };

const asked: Record<keyof EventWords, Asked<EventWords>> = {
  kind: { label: "What is it?", say: ({ kind }) => kindLabel(kind) },
  when: {
    label: "When did it happen?",
    say: ({ when }) => whenSaid(when),
    isSame: (one, other) => isSameWhen(one.when, other.when),
  },
  text: { label: "What happened?", say: ({ text }) => text.trim() },
  lane: { label: "Lane", say: ({ lane }) => laneLabel(lane) },
  agency: { label: "Agency", say: ({ agency }) => agency.trim() },
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

  /** What it was begun on, and what was recorded since. */
  readonly revision: Revision<EventWords>;

  private constructor(of: Wording<EventWords> | null) {
    this.revision = new Revision(this, asked, of);
  }

  static blank(lane: Lane = "case", kind: EventKind = "note"): EventForm {
    const form = new EventForm(null);
    form.lane = lane;
    form.kind = kind;
    return form;
  }

  static of(event: EventRow): EventForm {
    return new EventForm(wordingOf(event));
  }

  words(): EventWords {
    const { lane, kind, text, agency } = this;
    return { lane, kind, when: { ...this.when }, text, agency };
  }

  put(words: EventWords): void {
    Object.assign(this, { ...words, when: { ...words.when } });
  }

  /** Meets the entry as it stands now, where it was reworded since this was begun. */
  meet(newer: EventRow): void {
    this.revision.meet(wordingOf(newer));
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
    return { ...this.revision.keep(), reason: this.reason };
  }

  /** Puts back what a draft kept; anything it does not hold stays as it is. */
  bringBack(kept: Partial<KeptEvent>, begunOn: number | null = null): void {
    this.reason = kept.reason ?? this.reason;
    this.revision.bringBack(kept, begunOn);
  }
}

function wordingOf(event: EventRow): Wording<EventWords> {
  const { lane, kind, text, when, rev } = event;
  const words: EventWords = {
    lane,
    kind,
    when: {
      date: dayText(when.date),
      time: when.time,
      offset_min: when.offset_min,
      about: when.precision === "about",
    },
    text,
    agency: event.agency ?? "",
  };
  return { rev, words, also: event.removed ? { label: "In the bin", newer: "Yes", mine: null } : null };
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
