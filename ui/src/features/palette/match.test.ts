import { describe, expect, it } from "vitest";
import { commandsFor } from "./commands";
import { fits, fitting } from "./match";

const may = {
  record: true,
  build_packs: true,
  administer: true,
  move_cases: true,
  merge_people: true,
  save_papers: true,
  change_lists: true,
};
const commands = commandsFor({ path: "/cases/c1", may, services: [{ id: "s1" }] });
const first = (typed: string) => fitting(commands, typed, (command) => command)[0]?.label;

describe("finding a command by what is typed", () => {
  it("takes plain verbs, beginnings of words, other words and short forms", () => {
    expect(first("record a concern")).toBe("Record a concern");
    expect(first("rec con")).toBe("Record a concern");
    expect(first("concern")).toBe("Record a concern");
    expect(first("make pack")).toBe("Make a pack");
    expect(first("build evidence")).toBe("Make a pack");
    expect(first("mk pck")).toBeUndefined();
    expect(first("make pck")).toBe("Make a pack");
    expect(first("dark")).toBe("Change the appearance");
    expect(first("lock")).toBe("Lock now");
    expect(first("people")).toBe("People");
  });

  it("needs every word typed and minds neither case nor accents", () => {
    expect(fits("PÁCK make", "Make a pack")).toBeGreaterThan(0);
    expect(fits("make rota", "Make a pack", "build")).toBe(0);
    expect(fits("", "Make a pack")).toBe(0);
    expect(fits("***", "Make a pack")).toBe(0);
  });

  it("puts the label before other words for it", () => {
    expect(fits("add", "Add a person")).toBeGreaterThan(fits("add", "Record a concern", "add"));
  });
});
