import { Revision, type Asked, type RecordedBy, type Wording } from "$lib/drafts";
import { dayText } from "$lib/format";
import { call, commands, type CallError, type CaseAmend, type CasePage } from "$lib/ipc";
import { isSameWhen, whenSaid, type TypedWhen } from "$lib/kit/when";
import { Namesakes } from "$lib/people/namesakes.svelte";
import { caseNow, lastChangeOf } from "$lib/state/case-now";

type DetailsWords = { title: string; adult: { who: string; notKnown: boolean }; aware: TypedWhen };

/** What a draft keeps of the form: what differs from the wording it was begun on. */
export type KeptDetails = Partial<DetailsWords> & { reason: string };

const asked: Record<keyof DetailsWords, Asked<DetailsWords>> = {
  title: { label: "Title", say: ({ title }) => title.trim() },
  adult: {
    label: "Who is the adult at risk?",
    say: ({ adult }) => (adult.notKnown ? "" : adult.who.trim()) || "Not known yet",
  },
  aware: {
    label: "When did you become aware?",
    say: ({ aware }) => whenSaid(aware),
    isSame: (one, other) => isSameWhen(one.aware, other.aware),
  },
};

/** The title, the adult and the time of becoming aware, as they are being corrected. */
export class CaseDetails {
  title = $state("");
  who = $state("");
  notKnown = $state(false);
  /** Who is meant, where somebody of that name is recorded already. */
  readonly which = new Namesakes();
  aware = $state<TypedWhen>({ date: "", time: null, offset_min: null, about: false });
  reason = $state("");
  /** The time typed comes twice that night; asked until another is typed. */
  asksTwice = $state(false);

  /** What it was begun on, and what was recorded since. */
  readonly revision: Revision<DetailsWords>;
  readonly #id: string;

  constructor(page: CasePage) {
    this.#id = page.id;
    this.revision = new Revision(this, asked, wordingOf(page));
  }

  words(): DetailsWords {
    const { title, who, notKnown } = this;
    return { title, adult: { who, notKnown }, aware: { ...this.aware } };
  }

  put({ title, adult, aware }: DetailsWords): void {
    this.title = title;
    this.who = adult.who;
    this.notKnown = adult.notKnown;
    this.aware = { ...aware };
  }

  keep(): KeptDetails {
    return { ...this.revision.keep(), reason: this.reason };
  }

  /** Puts back what a draft kept; anything it does not hold stays as it is. */
  bringBack(kept: Partial<KeptDetails>, begunOn: number | null): void {
    this.reason = kept.reason ?? this.reason;
    this.revision.bringBack(kept, begunOn);
  }

  /** Only what differs goes over the wire; an absent part stays as it is. */
  amendment(): CaseAmend {
    const who = this.notKnown ? "" : this.who.trim();
    return {
      title: this.revision.isTouched("title") ? this.title.trim() : null,
      who: this.revision.isTouched("adult") ? who : null,
      which: who ? this.which.answerFor(who) : null,
      aware: this.revision.isTouched("aware") ? { ...this.aware, time: this.aware.time || null } : null,
      reason: this.reason.trim(),
    };
  }

  /** Corrects the case from the revision this was begun on; throws the refusal. */
  async save(): Promise<void> {
    await call(commands.caseAmend(this.#id, this.revision.rev ?? 0, this.amendment()));
  }

  /** Takes in what a refusal asks for. */
  refused(error: CallError): void {
    this.which.ask(error, this.who);
    this.asksTwice ||= error.code === "time_happens_twice";
  }

  /** Meets the case as it stands now. */
  async meetNewest(): Promise<void> {
    this.revision.meet(wordingOf(await caseNow(this.#id)));
  }

  /** Who recorded what the case says now. */
  newestBy(): Promise<RecordedBy | null> {
    return lastChangeOf(this.#id, "The case");
  }
}

/** Where the unfinished correction of a case is kept. */
export const detailsKeyOf = (caseId: string): string => `case:${caseId}`;

function wordingOf({ rev, title, who, aware }: CasePage): Wording<DetailsWords> {
  const words: DetailsWords = {
    title,
    adult: { who: who ?? "", notKnown: who === null },
    aware: {
      date: dayText(aware.date),
      time: aware.time,
      offset_min: aware.offset_min,
      about: aware.precision === "about",
    },
  };
  return { rev, words };
}
