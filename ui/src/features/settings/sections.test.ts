import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { isSection, sections } from "./sections";

it("shows every section but the last, which is what is left, by its own name", () => {
  const screen = readFileSync(join(import.meta.dirname, "SettingsScreen.svelte"), "utf8");
  const shown = [...screen.matchAll(/if value === "([\w-]+)"/g)].map((found) => found[1]);
  expect(shown).toEqual(sections.slice(0, -1).map((section) => section.value));
});

it("knows the addresses that other screens and the palette go to", () => {
  for (const part of ["councils", "check", "appearance", "own-answers", "repeats"]) {
    expect(isSection(part), part).toBe(true);
  }
  for (const part of [null, "", "answers"]) expect(isSection(part)).toBe(false);
});
