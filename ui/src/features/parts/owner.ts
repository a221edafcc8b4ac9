import { call, commands, type PartDraft, type PartForm, type PartRow, type PartSection } from "$lib/ipc";

/** What parts belong to: the case of one adult, or a group of cases that share them. */
export type PartsOwner = {
  readonly is: "case" | "group";
  readonly id: string;
  sections(): Promise<PartSection[]>;
  blank(kind: string): Promise<PartForm>;
  add(kind: string, draft: PartDraft): Promise<PartRow>;
};

/** The kind of part that moves a case. */
export const stageMove = "stage_move";

/** `mayMove`: this person may close, reopen and otherwise move a case by hand, which is a permission of its own. */
export function ofCase(id: string, mayMove: boolean): PartsOwner {
  return {
    is: "case",
    id,
    sections: async () => {
      const sections = await call(commands.caseParts(id));
      return mayMove ? sections : sections.map(withoutMoves);
    },
    blank: (kind) => call(commands.partBlank(id, kind)),
    add: (kind, draft) => call(commands.partAdd(id, kind, draft)),
  };
}

export function ofGroup(id: string): PartsOwner {
  return {
    is: "group",
    id,
    sections: async () => (await call(commands.groupPage(id))).sections,
    blank: (kind) => call(commands.groupPartBlank(id, kind)),
    add: (kind, draft) => call(commands.groupPartAdd(id, kind, draft)),
  };
}

function withoutMoves(section: PartSection): PartSection {
  if (section.kind !== stageMove) return section;
  return {
    ...section,
    may_add: false,
    rows: section.rows.map((row) => ({ ...row, may_amend: false })),
  };
}
