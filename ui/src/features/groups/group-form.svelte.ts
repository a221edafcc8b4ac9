import { Revision, type Asked, type Wording } from "$lib/drafts";
import { call, commands, type CallError, type CaseGroup, type GroupRow } from "$lib/ipc";
import { fieldErrors } from "$lib/words/errors";

type GroupWords = { title: string; about: string };

/** What a draft keeps of the form: what differs from the wording it was begun on, or all of a new group. */
export type KeptGroup = Partial<GroupWords> & { reason: string };

const asked: Record<keyof GroupWords, Asked<GroupWords>> = {
  title: { label: "What is the group called?", say: ({ title }) => title.trim() },
  about: { label: "What is it about?", say: ({ about }) => about.trim() },
};

/** A group's own words as they are being written. */
export class GroupForm {
  title = $state("");
  about = $state("");
  reason = $state("");

  /** The program asked for a reason that the form did not. */
  isReasonAsked = $state(false);

  /** What it was begun on, and what was recorded since. */
  readonly revision: Revision<GroupWords>;
  readonly #id: string | null;
  /** The group made by this form, where only what came after was refused: it is not made twice. */
  #made: CaseGroup | null = null;

  constructor(before: GroupRow | null) {
    this.#id = before?.id ?? null;
    this.revision = new Revision(this, asked, before && wordingOf(before));
  }

  /** Something recorded changes, for which a reason is kept. Filling a blank needs none. */
  get needsReason(): boolean {
    const { standing } = this.revision;
    if (!standing) return false;
    const corrects =
      this.revision.isTouched("title") || (standing.about !== "" && this.revision.isTouched("about"));
    return corrects || this.isReasonAsked;
  }

  words(): GroupWords {
    return { title: this.title, about: this.about };
  }

  put({ title, about }: GroupWords): void {
    this.title = title;
    this.about = about;
  }

  keep(): KeptGroup {
    return { ...this.revision.keep(), reason: this.reason };
  }

  /** Puts back what a draft kept; anything it does not hold stays as it is. */
  bringBack(kept: Partial<KeptGroup>, begunOn: number | null = null): void {
    this.reason = kept.reason ?? this.reason;
    this.revision.bringBack(kept, begunOn);
  }

  /** Takes in what a refusal asks for. */
  refused(error: CallError): void {
    if (fieldErrors(error).has("reason")) this.isReasonAsked = true;
  }

  /** Makes the group, once; throws the refusal. */
  async make(serviceId: string): Promise<CaseGroup> {
    this.#made ??= await call(commands.groupAdd(serviceId, this.#draft()));
    return this.#made;
  }

  /** Amends the group's own words from the revision they were begun on; throws the refusal. */
  async amend(): Promise<void> {
    if (this.#id === null || this.revision.rev === null) return;
    await call(commands.groupAmend(this.#id, this.revision.rev, this.#draft()));
  }

  /** Meets the group as it stands now. */
  async meetNewest(): Promise<void> {
    if (this.#id === null) return;
    const { row } = await call(commands.groupPage(this.#id));
    this.revision.meet(wordingOf(row));
  }

  #draft() {
    return {
      title: this.title.trim(),
      about: this.about.trim(),
      reason: this.needsReason ? this.reason.trim() : "",
    };
  }
}

function wordingOf({ rev, title, about, removed }: GroupRow): Wording<GroupWords> {
  const also = removed ? { label: "In the bin", newer: "Yes", mine: null } : null;
  return { rev, words: { title, about }, also };
}

/** Where the unfinished form is kept: of a group there is, or of a new one for a case. */
export const draftKeyOf = (of: { group: string } | { caseId: string }): string =>
  "group" in of ? `group:${of.group}` : `group:${of.caseId}:new`;
