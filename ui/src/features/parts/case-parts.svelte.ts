import {
  call,
  commands,
  toCallError,
  type CallError,
  type PartForm,
  type PartRow,
  type PartSection,
  type PartWording,
} from "$lib/ipc";
import { toasts } from "$lib/kit";
import { AsyncState } from "$lib/state/async.svelte";
import type { Answers } from "./answers.svelte";

/** The parts of one case: the allegations, decisions, duties and the like that are recorded in it. */
export class CaseParts {
  readonly sections = new AsyncState<PartSection[]>();
  /** Why a removal or putting back did not happen, and of which part. */
  problem = $state.raw<{ of: string; error: CallError } | null>(null);

  /** `changed` is called after every change, also after one that was refused: the screen may be out of date. */
  constructor(
    readonly caseId: string,
    private readonly changed: () => void,
  ) {}

  load = (): void => void this.sections.load(() => call(commands.caseParts(this.caseId)));

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

  /** Records the part, or amends it; throws the refusal, which belongs to the form. */
  async save(answers: Answers, draftKey: string): Promise<void> {
    const draft = answers.draft(draftKey);
    const { label } = answers.form;
    if (answers.id === null) {
      await call(commands.partAdd(this.caseId, answers.kind, draft));
      toasts.show(`Recorded: ${label}.`);
    } else {
      await call(commands.partAmend(answers.id, answers.rev, draft));
      toasts.show(`Amended: ${label}. The earlier wording is kept.`);
    }
    this.changed();
  }

  /** Moves a part to the bin, with a way back. Returns the refusal, if it was refused. */
  async remove(part: { id: string; rev: number }, label: string): Promise<CallError | null> {
    return this.#change(part.id, async () => {
      const removed = await call(commands.partRemove(part.id, part.rev));
      toasts.show(`Removed: ${label}.`, () => void this.putBack(removed, label));
    });
  }

  async putBack(part: { id: string; rev: number }, label: string): Promise<CallError | null> {
    return this.#change(part.id, async () => {
      await call(commands.partRestore(part.id, part.rev));
      toasts.show(`Put back: ${label}.`);
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

/** Which form is asked for: of a part there is, or of a new one of this kind. */
export type WhichPart = { id: string } | { kind: string };

/** The form of a part as it stands now, or a blank one. */
export function formOf(caseId: string, which: WhichPart): Promise<PartForm> {
  return call("id" in which ? commands.partForm(which.id) : commands.partBlank(caseId, which.kind));
}

/** Where the unfinished form is kept. */
export function draftKeyOf(caseId: string, which: WhichPart): string {
  return "id" in which ? `part:${which.id}` : `part:${caseId}:${which.kind}:new`;
}

/** The form that a draft's key stands for, or null where it is of another case or of something else. */
export function whichOfKey(key: string, caseId: string): WhichPart | null {
  const [name, first, kind, last] = key.split(":");
  if (name !== "part" || !first) return null;
  if (last === "new") return first === caseId && kind ? { kind } : null;
  return kind === undefined ? { id: first } : null;
}

/** Every wording a part has had, oldest first. */
export const wordingsOf = (id: string): Promise<PartWording[]> => call(commands.partHistory(id));
