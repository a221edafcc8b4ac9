import { expect, it } from "vitest";
import type { ActionRow, EventRow, PartRow, PartSection } from "$lib/ipc";
import { binEntries } from "./bin-entries";

const part = (id: string, over: Partial<PartRow> = {}) =>
  ({ id, rev: 2, title: `Title ${id}`, removed: true, may_amend: true, shared: false, ...over }) as PartRow;
const event = (id: string, over: Partial<EventRow> = {}) =>
  ({
    id,
    rev: 2,
    part: null,
    removed: true,
    may_amend: true,
    text: `Text ${id}`,
    when: { text: "7 February 2026" },
    ...over,
  }) as EventRow;

const of = {
  sections: [
    { one: "Allegation", rows: [part("p1"), part("p2", { removed: false }), part("p3", { shared: true })] },
  ] as unknown as PartSection[],
  events: [event("e1"), event("", { part: "p1" }), event("e2", { removed: false })],
  actions: [
    { id: "a1", rev: 2, reference: "A-0003", title: "Rota redesign", removed: true },
    { id: "a2", rev: 1, reference: "A-0004", title: "Board", removed: false },
  ] as ActionRow[],
  mayEdit: true,
  isShared: (row: PartRow) => row.shared,
};

it("holds everything removed, once, and what a part says only with its part", () => {
  expect(binEntries(of).map((entry) => [entry.is, entry.id, entry.label, entry.text])).toEqual([
    ["part", "p1", "Allegation", "Title p1"],
    ["part", "p3", "Allegation", "Title p3"],
    ["event", "e1", "Chronology, 7 February 2026", "Text e1"],
    ["action", "a1", "Action", "A-0003 Rota redesign"],
  ]);
});

it("leaves what cases share to their group, and everything to whoever may only read", () => {
  expect(binEntries(of).map((entry) => entry.mayPutBack)).toEqual([true, false, true, true]);
  expect(binEntries({ ...of, mayEdit: false }).some((entry) => entry.mayPutBack)).toBe(false);
});
