import type { BothWordingsRow } from "./both-wordings";

/** One answer of a form that amends a record. */
export type Asked<Words> = {
  label: string;
  /** The answer as it is read; "" where there is none. */
  say: (words: Words) => string;
  /** Without it, two answers are the same when they are said alike. */
  isSame?: (one: Words, other: Words) => boolean;
};

/** One wording of a record, as its form holds it. */
export type Wording<Words> = {
  rev: number;
  words: Words;
  /** What else has to be known of it and no field says: that it is in the bin, or no longer used. */
  also?: BothWordingsRow | null;
};

type Form<Words> = { words: () => Words; put: (words: Words) => void };

/** The wording that a form was begun on, and the newer one that it met since. */
export class Revision<Words extends object> {
  /** The revision that is saved against; null for a new record. */
  rev = $state<number | null>(null);
  /** The record as it stands, where the form was begun on an older one and nobody has looked at both yet. */
  newer = $state.raw<Wording<Words> | null>(null);
  #standing = $state.raw<Words | null>(null);

  readonly #form: Form<Words>;
  readonly #asked: Record<keyof Words, Asked<Words>>;
  readonly #loaded: Wording<Words> | null;

  /** `of` is what is on record, with which the form starts; null for a new record. */
  constructor(
    form: Form<Words>,
    asked: Record<keyof Words, Asked<Words>>,
    of: Readonly<Wording<Words>> | null,
  ) {
    this.#form = form;
    this.#asked = asked;
    this.#loaded = of;
    if (!of) return;
    this.rev = of.rev;
    this.#standing = of.words;
    form.put(of.words);
  }

  /** The wording that what stands in the form is put on top of; null for a new record. */
  get standing(): Words | null {
    return this.#standing;
  }

  /** Whether an answer was changed here. */
  isTouched(key: keyof Words): boolean {
    return this.#standing === null || !this.#isSame(key, this.#standing, this.#form.words());
  }

  /** What a draft keeps: what differs from the wording it was begun on, or everything of a new record. */
  keep(): Partial<Words> {
    const words = this.#form.words();
    const kept: Partial<Words> = {};
    for (const key of this.#keys) if (this.isTouched(key)) kept[key] = words[key];
    return kept;
  }

  /** Puts what was typed earlier on top of what is on record; says so where that is newer. */
  bringBack(kept: Partial<Words>, begunOn: number | null): void {
    const words = { ...this.#form.words() };
    for (const key of this.#keys) words[key] = kept[key] ?? words[key];
    this.#form.put(words);
    if (this.#loaded === null || begunOn === null || begunOn >= this.#loaded.rev) return;
    // The older revision stays until somebody has looked at both: the program refuses to store over the newer one.
    this.rev = begunOn;
    this.newer = this.#loaded;
  }

  /** Another wording was recorded since: both are shown. */
  meet(newer: Wording<Words>): void {
    this.newer = newer;
  }

  /** The answers in which what is on record now and what stands here differ. */
  get bothWordings(): BothWordingsRow[] {
    const { newer } = this;
    if (!newer) return [];
    const mine = this.#form.words();
    const rows = this.#keys.flatMap((key) => {
      const touched = this.isTouched(key);
      if (this.#isSame(key, newer.words, touched ? mine : (this.#standing ?? mine))) return [];
      const { label, say } = this.#asked[key];
      return [{ label, newer: say(newer.words), mine: touched ? say(mine) : null }];
    });
    return newer.also ? [newer.also, ...rows] : rows;
  }

  /** Goes on from the newer wording, with what was changed here on top of it. */
  goOn(): void {
    const { newer } = this;
    if (!newer) return;
    this.#form.put({ ...newer.words, ...this.keep() });
    this.#standing = newer.words;
    this.rev = newer.rev;
    this.newer = null;
  }

  get #keys(): (keyof Words)[] {
    return Object.keys(this.#asked) as (keyof Words)[];
  }

  #isSame(key: keyof Words, one: Words, other: Words): boolean {
    const { say, isSame } = this.#asked[key];
    return isSame ? isSame(one, other) : say(one) === say(other);
  }
}
