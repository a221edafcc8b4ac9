import { call, commands, type CaseGroup, type GroupRow } from "$lib/ipc";

/** What a draft keeps of the form. */
export type KeptGroup = { title: string; about: string; reason: string };

/** A group's own words as they are being written. */
export class GroupForm {
  title = $state("");
  about = $state("");
  reason = $state("");

  readonly before: GroupRow | null;
  /** The group made by this form, where only what came after was refused: it is not made twice. */
  #made: CaseGroup | null = null;

  constructor(before: GroupRow | null) {
    this.before = before;
    this.title = before?.title ?? "";
    this.about = before?.about ?? "";
  }

  /** Something recorded changes, for which a reason is kept. Filling a blank needs none. */
  get needsReason(): boolean {
    if (!this.before) return false;
    const { title, about } = this.before;
    return this.title.trim() !== title || (about !== "" && this.about.trim() !== about);
  }

  keep(): KeptGroup {
    return { title: this.title, about: this.about, reason: this.reason };
  }

  bringBack(kept: Partial<KeptGroup>): void {
    Object.assign(this, kept);
  }

  /** Makes the group, once; throws the refusal. */
  async make(serviceId: string): Promise<CaseGroup> {
    this.#made ??= await call(commands.groupAdd(serviceId, this.#draft()));
    return this.#made;
  }

  /** Amends the group's own words; throws the refusal. */
  async amend(before: GroupRow): Promise<void> {
    await call(commands.groupAmend(before.id, before.rev, this.#draft()));
  }

  #draft() {
    return {
      title: this.title.trim(),
      about: this.about.trim(),
      reason: this.needsReason ? this.reason.trim() : "",
    };
  }
}

/** Where the unfinished form is kept: of a group there is, or of a new one for a case. */
export const draftKeyOf = (of: { group: string } | { caseId: string }): string =>
  "group" in of ? `group:${of.group}` : `group:${of.caseId}:new`;
