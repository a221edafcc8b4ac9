import { describe, expect, it } from "vitest";
import { bindings } from "$lib/keys";
import { commandsFor } from "./commands";

const everything = {
  record: true,
  build_packs: true,
  administer: true,
  move_cases: true,
  merge_people: true,
  save_papers: true,
  change_lists: true,
};
const nothing = {
  record: false,
  build_packs: false,
  administer: false,
  move_cases: false,
  merge_people: false,
  save_papers: false,
  change_lists: false,
};
const on = (path: string, may = everything) => commandsFor({ path, may, services: [{ id: "s1" }] });
const find = (path: string, id: string, may = everything) =>
  on(path, may).find((command) => command.id === id);

describe("what can be done", () => {
  it("holds each command once, and each key that the window binds", () => {
    const commands = on("/cases");
    expect(new Set(commands.map((command) => command.id)).size).toBe(commands.length);
    const keys = commands.map((command) => command.key);
    // The palette itself needs no line in it.
    const missing = bindings.filter((binding) => binding.id !== "find" && !keys.includes(binding.id));
    expect(missing).toEqual([]);
  });

  it("makes a pack of the case that is open, and says why not elsewhere", () => {
    expect(find("/cases/c1", "make-pack")).toMatchObject({ does: { href: "/cases/c1/pack" } });
    expect(find("/cases/c1", "make-pack")?.off).toBeUndefined();
    expect(find("/cases/c1/pack", "make-pack")?.off).toBeUndefined();
    expect(find("/cases", "make-pack")?.off).toMatch(/^Open a case first/);
    expect(find("/cases/import", "make-pack")?.off).toMatch(/^Open a case first/);
    expect(find("/cases/c1", "make-pack", nothing)?.off).toMatch(/role/);
  });

  it("enters counts of the measure that is open, and says why not elsewhere", () => {
    expect(find("/measures/m1", "enter-counts")).toMatchObject({ does: { href: "/measures/m1/counts" } });
    expect(find("/measures/m1/counts", "import-counts")).toMatchObject({
      does: { href: "/measures/m1/import" },
    });
    for (const path of ["/measures", "/measures/new", "/measures/method", "/cases/c1"]) {
      expect(find(path, "enter-counts")?.off, path).toMatch(/^Open a measure first/);
    }
  });

  it("says why somebody's role does not do it", () => {
    const off = on("/cases", nothing).filter((command) => command.off);
    expect(off.map((command) => command.id)).toEqual([
      "record-concern",
      "import-concerns",
      "make-pack",
      "add-person",
      "add-measure",
      "enter-counts",
      "import-counts",
      "check-store",
      "own-answers",
      "repeats",
    ]);
    expect(off.every((command) => command.off?.endsWith("."))).toBe(true);
  });
});
