import { isoDay } from "$lib/format";
import type { BothWordingsRow } from "$lib/drafts";
import type { CallError, PersonDetail, PersonDraft, PersonKind } from "$lib/ipc";
import { another, Namesakes } from "$lib/people/namesakes.svelte";
import { personKinds } from "$lib/people/person-kinds";
import { fieldErrors } from "$lib/words/errors";

const texts = ["name", "also_known_as", "born", "organisation", "contact", "communication"] as const;

export type PersonText = (typeof texts)[number];

/** What is typed of somebody. */
type Typed = Record<PersonText, string> & { kind: PersonKind };

/** What a draft keeps of a form: what differs from the record it was begun on. */
export type KeptPerson = { typed: Partial<Typed>; serviceId: string; reason: string };

export const personLabels: Record<PersonText | "kind", string> = {
  name: "Name",
  kind: "What are they to the service?",
  also_known_as: "Other names they go by",
  born: "Date of birth",
  organisation: "Organisation and job",
  contact: "How to reach them",
  communication: "What they need to understand and be understood",
};

/** Somebody as they are being written down or amended. */
export class PersonForm {
  typed = $state<Typed>(blank());
  serviceId = $state("");
  reason = $state("");
  isReasonAsked = $state(false);
  /** The revision it is begun on; null for somebody new. */
  rev = $state<number | null>(null);
  /** The record as it stands, where this was begun on an older one. */
  newer = $state.raw<PersonDetail | null>(null);

  /** Who is meant, where somebody of that name is recorded already. */
  readonly which = new Namesakes();

  readonly id: string | null;
  #standing = $state.raw<Typed>(blank());
  readonly #loaded: PersonDetail | null;

  constructor(of: PersonDetail | null, serviceId: string) {
    this.id = of?.row.id ?? null;
    this.serviceId = serviceId;
    this.#loaded = of;
    if (!of) return;
    this.rev = of.row.rev;
    this.#standing = typedOf(of);
    this.typed = typedOf(of);
  }

  /** Something recorded changes, for which a reason is kept. Filling blanks needs none, nor does the kind. */
  get needsReason(): boolean {
    const before = this.#standing;
    const corrects = texts.some((field) => before[field].trim() !== "" && !isSame(field, before, this.typed));
    return this.id !== null && (corrects || this.isReasonAsked);
  }

  /** Somebody recorded already who was said to be meant: they are opened, and nobody is added. */
  get existing(): string | null {
    const answer = this.which.answerFor(this.typed.name);
    return this.id === null && answer !== another ? answer : null;
  }

  draft(key: string): PersonDraft {
    return {
      ...this.typed,
      name: this.typed.name.trim(),
      which: this.id === null ? this.which.answerFor(this.typed.name) : null,
      reason: this.needsReason ? this.reason.trim() : "",
      draft_key: key,
    };
  }

  keep(): KeptPerson {
    const typed: Partial<Typed> = {};
    for (const field of texts) if (this.#isTouched(field)) typed[field] = this.typed[field];
    if (this.#isTouched("kind")) typed.kind = this.typed.kind;
    return { typed, serviceId: this.serviceId, reason: this.reason };
  }

  bringBack(kept: Partial<KeptPerson>, begunOn: number | null): void {
    this.typed = { ...this.typed, ...kept.typed };
    this.reason = kept.reason ?? "";
    if (this.id === null) this.serviceId = kept.serviceId || this.serviceId;
    if (begunOn === null || this.rev === null || begunOn === this.rev) return;
    // The program refuses to store over the newer wording until somebody has looked at both.
    this.rev = begunOn;
    this.newer = this.#loaded;
  }

  /** Another wording was recorded since: both are shown. */
  meet(newer: PersonDetail): void {
    this.newer = newer;
  }

  get bothWordings(): BothWordingsRow[] {
    if (!this.newer) return [];
    const now = typedOf(this.newer);
    return (["name", "kind", ...texts.slice(1)] as const).flatMap((field) => {
      const touched = this.#isTouched(field);
      if (isSame(field, now, touched ? this.typed : this.#standing)) return [];
      const mine = touched ? wordsOf(field, this.typed) : null;
      return [{ label: personLabels[field], newer: wordsOf(field, now), mine }];
    });
  }

  /** Goes on from the newer wording, with what was changed here on top of it. */
  goOn(): void {
    if (!this.newer) return;
    const now = typedOf(this.newer);
    this.typed = { ...now, ...this.keep().typed };
    this.#standing = now;
    this.rev = this.newer.row.rev;
    this.newer = null;
  }

  refused(error: CallError): void {
    this.which.ask(error, this.typed.name);
    if (fieldErrors(error).has("reason")) this.isReasonAsked = true;
  }

  #isTouched(field: PersonText | "kind"): boolean {
    return !isSame(field, this.#standing, this.typed);
  }
}

function isSame(field: PersonText | "kind", one: Typed, other: Typed): boolean {
  if (field === "born")
    return (isoDay(one.born) ?? one.born.trim()) === (isoDay(other.born) ?? other.born.trim());
  return one[field].trim() === other[field].trim();
}

function wordsOf(field: PersonText | "kind", typed: Typed): string {
  if (field === "kind") return personKinds.find((kind) => kind.value === typed.kind)?.label ?? typed.kind;
  return typed[field].trim();
}

function typedOf({ row, also_known_as, born, organisation, contact, communication }: PersonDetail): Typed {
  return { name: row.name, kind: row.kind, also_known_as, born, organisation, contact, communication };
}

function blank(): Typed {
  return {
    name: "",
    kind: "supported",
    also_known_as: "",
    born: "",
    organisation: "",
    contact: "",
    communication: "",
  };
}
