import { describe, expect, it } from "vitest";
import type { Found, Hit } from "$lib/ipc";
import { addressOf } from "./address";
import { commandsFor } from "./commands";
import { linesFor, wordsOf } from "./lines";

const commands = commandsFor({
  path: "/cases",
  may: {
    record: true,
    build_packs: true,
    administer: true,
    move_cases: true,
    merge_people: true,
    save_papers: true,
    change_lists: true,
  },
  services: [{ id: "s1" }],
});

function hit(change: Partial<Hit>): Hit {
  return {
    kind: "case",
    what: "Case",
    title: [{ text: "Missed visits", found: false }],
    place: "SG-2026-001 · Meadowbank Homecare",
    who: "Edna Rowe",
    excerpt: [],
    opens: { to: "case", id: "c1" },
    ...change,
  };
}

const person = hit({ kind: "person", what: "Person supported", opens: { to: "person", id: "p1" } });
const text = hit({
  kind: "text",
  what: "Note",
  excerpt: [
    { text: "The ", found: false },
    { text: "Rota", found: true },
    { text: " was read.", found: false },
  ],
  opens: { to: "event", id: "c1" },
});
const found: Found = { hits: [text, person, hit({})], more: false, instead: [] };
const headings = (typed: string, hits: Found | null, recent: Hit[] = []) =>
  linesFor(typed, commands, hits, recent).map((group) => group.heading);

describe("the lines of the palette", () => {
  it("shows what was looked at last and everything that can be done before anything is typed", () => {
    expect(headings("", null, [person])).toEqual(["Looked at last", "Do", "Go to"]);
    expect(headings("  ", null)).toEqual(["Do", "Go to"]);
    const all = linesFor("", commands, null, []).flatMap((group) => group.lines);
    expect(all).toHaveLength(commands.length);
  });

  it("groups what was found, and puts a list of all cases behind it", () => {
    const groups = linesFor("rota", commands, found, [person]);
    expect(groups.map((group) => group.heading)).toEqual(["Cases", "People", "Text found", "As a list"]);
    expect(groups.map((group) => group.lines.map((line) => line.key))).toEqual([
      ["hit 2"],
      ["hit 1"],
      ["hit 0"],
      ["all"],
    ]);
    expect(groups[3]?.lines[0]?.opens).toEqual({ to: "address", href: "/cases?q=rota&show=all" });
    expect(groups[1]?.lines[0]).toMatchObject({
      isName: true,
      place: "Person supported · SG-2026-001 · Meadowbank Homecare",
    });
  });

  it("finds screens and commands by name beside it", () => {
    expect(headings("case", found)).toEqual(["Go to", "Cases", "People", "Text found", "As a list", "Do"]);
    expect(headings("zzzz", { hits: [], more: false, instead: [] })).toEqual([]);
    for (const group of linesFor("a", commands, null, [])) expect(group.lines.length).toBeLessThanOrEqual(5);
  });

  it("gives each line a key of its own", () => {
    for (const typed of ["", "case"]) {
      const keys = linesFor(typed, commands, found, [person, person]).flatMap((group) =>
        group.lines.map((line) => line.key),
      );
      expect(new Set(keys).size).toBe(keys.length);
    }
  });

  it("knows the words to show on the screen that it opens", () => {
    const lines = linesFor("rota", commands, found, []).flatMap((group) => group.lines);
    expect(lines.map(wordsOf)).toEqual(["", "", "Rota", ""]);
  });
});

it("opens what was found where it stands", () => {
  expect(addressOf({ to: "case", id: "c1" })).toBe("/cases/c1");
  expect(addressOf({ to: "account", id: "c1" })).toBe("/cases/c1?tab=concern");
  expect(addressOf({ to: "event", id: "c1" })).toBe("/cases/c1?tab=chronology");
  expect(addressOf({ to: "action", id: "c1" })).toBe("/cases/c1?tab=actions");
  expect(addressOf({ to: "part", id: "c1", group: "council" })).toBe("/cases/c1?tab=enquiry");
  expect(addressOf({ to: "person", id: "p1" })).toBe("/people?person=p1");
  expect(addressOf({ to: "measure", id: "m1" })).toBe("/measures/m1");
});
