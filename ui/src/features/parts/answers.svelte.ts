import { CallError, type FieldInput, type FieldView, type PartDraft, type PartForm } from "$lib/ipc";
import type { Choice } from "$lib/kit";
import type { BothWordingsRow } from "$lib/drafts";
import { fieldErrors } from "$lib/words/errors";
import { answerOf, inputOf, isBlank, isSame, wordsOf, type Answer } from "./answer";
import { Doubts } from "./doubts.svelte";

/** What a draft keeps of a form: what differs from the record it was begun on, and nothing else. */
export type KeptPart = {
  /**
   * The case or group, by which an unfinished form finds its way back. It goes by this name for groups as well, since
   * the list of unfinished forms takes what stands under it for no words that somebody typed.
   */
  case_id: string;
  /** It is a group. */
  in_group?: boolean;
  typed: Record<string, Answer>;
  reason: string;
  because: Record<string, string>;
};

/** A part of a case as it is being written: what is asked, what stands there, what is on record. */
export class Answers {
  /** The revision it is begun on; 0 for a new one. */
  rev = $state(0);
  fields = $state.raw<FieldView[]>([]);
  typed = $state<Record<string, Answer>>({});
  /** Why something recorded is corrected. */
  reason = $state("");
  /** The program asked for a reason that the form did not. */
  isReasonAsked = $state(false);
  /** Times in the hour that comes twice, of which one has to be chosen. */
  twice = $state.raw<string[]>([]);
  /** The record as it stands, where this was begun on an older one. */
  newer = $state.raw<PartForm | null>(null);
  readonly doubts = new Doubts();

  readonly kind: string;
  /** The part that is amended; null for a new one. */
  readonly id: string | null;
  /** Every answer as it stood when the form was refused. */
  #asRefused = $state.raw<Record<string, string>>({});
  /** What is on record. */
  #standing = $state.raw<Record<string, Answer>>({});

  /** `preset` is what a new form starts with. */
  constructor(
    readonly form: PartForm,
    private readonly owner: { is: "case" | "group"; id: string },
    preset: Readonly<Record<string, FieldInput>> = {},
  ) {
    this.kind = form.kind;
    this.id = form.id;
    this.rev = form.rev;
    this.fields = form.fields;
    this.#standing = answersIn(form);
    this.typed = answersIn({ ...form, values: { ...form.values, ...preset } });
    this.doubts.because = { ...form.kept_because };
  }

  /** The fields that are asked, with what the others hold. */
  get asked(): FieldView[] {
    return this.fields.filter((field) => this.#isAsked(field, this.typed));
  }

  /** What stands in a field; it is changed in place. */
  answer(code: string): Answer {
    return this.typed[code] ?? answerOf(undefined);
  }

  /** Fields that held an answer which is another one now. Filling blanks corrects nothing. */
  get corrected(): FieldView[] {
    if (this.id === null) return [];
    return this.fields.filter((field) => {
      const before = this.#said(field, this.#standing);
      return !isBlank(field.takes, before) && !isSame(field.takes, before, this.#said(field, this.typed));
    });
  }

  get needsReason(): boolean {
    return this.corrected.length > 0 || this.isReasonAsked;
  }

  /** Somebody was added in the middle of the form. */
  offer(person: Choice): void {
    this.fields = this.fields.map((field) =>
      field.takes === "person" || field.takes === "people"
        ? { ...field, choices: [...field.choices, { ...person, hint: person.hint ?? null }] }
        : field,
    );
  }

  /** What the window itself finds unfinished, or null. */
  unfinished(): CallError | null {
    const problems = this.asked
      .filter((field) => this.#hasNameOnly(field))
      .map((field) => ({
        field: field.code,
        message: "Choose somebody from the list, or add the name typed as somebody new.",
      }));
    return problems.length > 0 ? CallError.ofForm(problems) : null;
  }

  draft(key: string): PartDraft {
    const values: PartDraft["values"] = {};
    for (const field of this.fields) {
      const standing = this.#standing[field.code];
      const typed = this.answer(field.code);
      // What says the same goes back as it stood, so that nothing seems corrected that was only typed another way.
      const said = standing && isSame(field.takes, standing, typed) ? standing : typed;
      if (!isBlank(field.takes, said)) values[field.code] = inputOf(field.takes, said);
    }
    return {
      values,
      confirmed: this.doubts.confirmed(this.dates),
      reason: this.needsReason ? this.reason.trim() : "",
      draft_key: key,
    };
  }

  /** Every date and time as typed: what doubts are about. */
  get dates(): string {
    return JSON.stringify(
      this.asked
        .filter((field) => field.takes === "date" || field.takes === "when")
        .map((field) => [field.code, inputOf(field.takes, this.answer(field.code))]),
    );
  }

  keep(): KeptPart {
    const typed: KeptPart["typed"] = {};
    for (const field of this.fields) {
      if (this.#isTouched(field) || this.#hasNameOnly(field)) {
        typed[field.code] = $state.snapshot(this.answer(field.code));
      }
    }
    const place = { case_id: this.owner.id, in_group: this.owner.is === "group" || undefined };
    return { ...place, typed, reason: this.reason, because: { ...this.doubts.because } };
  }

  /** Puts what was typed earlier on top of what is on record; says so where that is newer. */
  bringBack(kept: Partial<KeptPart>, begunOn: number | null): void {
    for (const [code, answer] of Object.entries(kept.typed ?? {})) {
      if (code in this.typed) this.typed[code] = answer;
    }
    this.reason = kept.reason ?? "";
    this.doubts.because = { ...this.doubts.because, ...kept.because };
    if (this.id === null || begunOn === null || begunOn === this.form.rev) return;
    // The older revision stays until somebody has looked at both: the program then refuses to store over the newer.
    this.rev = begunOn;
    this.newer = this.form;
  }

  /** Another wording was recorded since: both are shown. */
  meet(newer: PartForm): void {
    this.newer = newer;
  }

  /** The questions in which what is on record now and what stands here differ. */
  get bothWordings(): BothWordingsRow[] {
    const newer = this.newer;
    if (!newer) return [];
    const recorded = answersIn(newer);
    return newer.fields.flatMap((field) => {
      const now = this.#said(field, recorded, newer.fields);
      const mine = this.#said(field, this.typed);
      const touched = this.#isTouched(field);
      const before = touched ? mine : this.#said(field, this.#standing);
      if (isSame(field.takes, now, before)) return [];
      return [
        {
          label: field.label,
          newer: wordsOf(field, now),
          mine: touched ? wordsOf(this.#own(field), mine) : null,
        },
      ];
    });
  }

  /** Goes on from the newer wording, with what was changed here on top of it. */
  goOn(): void {
    const newer = this.newer;
    if (!newer) return;
    const recorded = answersIn(newer);
    for (const field of newer.fields) {
      const now = recorded[field.code];
      if (now && !this.#isTouched(field)) this.typed[field.code] = now;
    }
    this.fields = newer.fields.map((field) => this.#own(field));
    this.#standing = answersIn(newer);
    this.rev = newer.rev;
    this.newer = null;
  }

  /** Takes in what a refusal asks for. */
  refused(error: CallError): void {
    this.#asRefused = this.#typedNow();
    this.doubts.ask(error, this.dates);
    if (error.code === "time_happens_twice" && error.field) this.twice = [...this.twice, error.field];
    if (fieldErrors(error).has("reason")) this.isReasonAsked = true;
  }

  /** Whether an answer is still the one that was refused: what was said of it holds no longer once it changes. */
  isAsRefused(code: string): boolean {
    const refused = this.#asRefused[code];
    return refused !== undefined && refused === JSON.stringify(this.answer(code));
  }

  /** A date or time typed anew has one meaning again until the program says otherwise. */
  retimed(code: string): void {
    if (this.answer(code).when.offset_min === null) this.twice = this.twice.filter((each) => each !== code);
  }

  /** A field with everybody who was offered here, also those added in the middle of the form. */
  #own(field: FieldView): FieldView {
    const own = this.fields.find((each) => each.code === field.code);
    const isKnown = (value: string) => field.choices.some((choice) => choice.value === value);
    const more = own?.choices.filter((choice) => !isKnown(choice.value)) ?? [];
    return more.length > 0 ? { ...field, choices: [...field.choices, ...more] } : field;
  }

  #typedNow(): Record<string, string> {
    return Object.fromEntries(this.fields.map(({ code }) => [code, JSON.stringify(this.answer(code))]));
  }

  #isTouched(field: FieldView): boolean {
    const standing = this.#standing[field.code];
    return !standing || !isSame(field.takes, standing, this.answer(field.code));
  }

  /** A name was typed and nobody chosen. */
  #hasNameOnly(field: FieldView): boolean {
    const isOfPeople = field.takes === "person" || field.takes === "people";
    return isOfPeople && this.answer(field.code).text.trim() !== "";
  }

  /** What is not asked says nothing. */
  #said(field: FieldView, answers: Record<string, Answer>, fields = this.fields): Answer {
    const asked = this.#isAsked(field, answers, fields);
    return (asked ? answers[field.code] : undefined) ?? answerOf(undefined);
  }

  #isAsked(field: FieldView, answers: Record<string, Answer>, fields = this.fields): boolean {
    if (field.asked_when === null) return true;
    const decides = fields.find((each) => each.code === field.asked_when);
    if (!decides || !this.#isAsked(decides, answers, fields)) return false;
    return (answers[decides.code]?.codes ?? []).some((code) => field.asked_when_is.includes(code));
  }
}

function answersIn(form: PartForm): Record<string, Answer> {
  return Object.fromEntries(form.fields.map((field) => [field.code, answerOf(form.values[field.code])]));
}
