import {
  call,
  commands,
  toCallError,
  type CallError,
  type FieldInput,
  type PartForm,
  type PartRow,
  type PartSection,
  type PartWording,
} from "$lib/ipc";
import { toasts } from "$lib/kit";
import { AsyncState } from "$lib/state/async.svelte";
import type { Answers } from "./answers.svelte";
import type { PartsOwner } from "./owner";

/** The parts of one case, or of one group: the allegations, decisions, duties and the like that are recorded in it. */
export class CaseParts {
  readonly sections = new AsyncState<PartSection[]>();
  /** Why a removal or putting back did not happen, and of which part. */
  problem = $state.raw<{ of: string; error: CallError } | null>(null);

  /** `changed` is called after every change, also after one that was refused: the screen may be out of date. */
  constructor(
    readonly owner: PartsOwner,
    private readonly changed: () => void,
  ) {}

  load = (): void => void this.sections.load(() => this.owner.sections());

  sectionOf(kind: string): PartSection | null {
    return this.sections.data?.find((section) => section.kind === kind) ?? null;
  }

  /** A part with the section it stands in. */
  find(id: string): { section: PartSection; row: PartRow } | null {
    for (const section of this.sections.data ?? []) {
      const row = section.rows.find((each) => each.id === id);
      if (row) return { section, row };
    }
    return null;
  }

  /** Whether a part is amended in the group whose cases share it, and only read here. */
  isSharedHere(row: PartRow): boolean {
    return row.shared && this.owner.is === "case";
  }

  /** Records the part, or amends it; throws the refusal, which belongs to the form. */
  async save(answers: Answers, draftKey: string): Promise<void> {
    const draft = answers.draft(draftKey);
    const { label } = answers.form;
    if (answers.id === null) {
      const added = await this.owner.add(answers.kind, draft);
      toasts.show(`Recorded: ${label}.`, () => this.remove(added, label), "Remove");
    } else {
      await call(commands.partAmend(answers.id, answers.rev, draft));
      toasts.show(`Amended: ${label}. The earlier wording is kept.`);
    }
    this.changed();
  }

  /** Moves a part to the bin, with a way back. Returns the refusal, if it was refused. */
  remove(part: { id: string; rev: number }, label: string): Promise<CallError | null> {
    return this.#change(part.id, async () => {
      const removed = await call(commands.partRemove(part.id, part.rev));
      toasts.show(`Removed: ${label}.`, () => this.putBack(removed, label));
    });
  }

  putBack(part: { id: string; rev: number }, label: string): Promise<CallError | null> {
    return this.#change(part.id, async () => {
      const back = await call(commands.partRestore(part.id, part.rev));
      toasts.show(`Put back: ${label}.`, () => this.remove(back, label), "Remove");
    });
  }

  async #change(id: string, work: () => Promise<void>): Promise<CallError | null> {
    this.problem = null;
    let refused: CallError | null = null;
    try {
      await work();
    } catch (thrown) {
      refused = toCallError(thrown);
      this.problem = { of: id, error: refused };
    }
    this.changed();
    return refused;
  }
}

/** What a new form starts with, by field. What was typed earlier and not recorded stands over it. */
export type Preset = Readonly<Record<string, FieldInput>>;

/** Which form is asked for: of a part there is, or of a new one of this kind. */
export type WhichPart = { id: string } | { kind: string; preset?: Preset };

/** The form of a part as it stands now, or a blank one. */
export function formOf(owner: PartsOwner, which: WhichPart): Promise<PartForm> {
  return "id" in which ? call(commands.partForm(which.id)) : owner.blank(which.kind);
}

/** Where the unfinished form is kept. */
export function draftKeyOf(owner: PartsOwner, which: WhichPart): string {
  if ("id" in which) return `part:${which.id}`;
  const of = owner.is === "group" ? `group:${owner.id}` : owner.id;
  return `part:${of}:${which.kind}:new`;
}

/** The form that a draft's key stands for, or null where it is of another case or group, or of something else. */
export function whichOfKey(key: string, owner: PartsOwner): WhichPart | null {
  const [name, ...rest] = key.split(":");
  if (name !== "part") return null;
  if (rest.length === 1) return rest[0] ? { id: rest[0] } : null;
  const [id, kind, last] = owner.is === "group" && rest[0] === "group" ? rest.slice(1) : rest;
  return id === owner.id && kind && last === "new" ? { kind } : null;
}

/** Every wording a part has had, oldest first. */
export const wordingsOf = (id: string): Promise<PartWording[]> => call(commands.partHistory(id));
