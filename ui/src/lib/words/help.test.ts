import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { helpFor, screenKey } from "./context";
import { help } from "./help";

function svelteFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return svelteFiles(path);
    return entry.name.endsWith(".svelte") ? [path] : [];
  });
}

describe("help", () => {
  it("has an entry for every key that a field names", () => {
    const named = svelteFiles(join(import.meta.dirname, "../..")).flatMap((file) =>
      [...readFileSync(file, "utf8").matchAll(/\b(?:help|data-help)="([^"{]+)"/g)].map(
        (found) => found[1] ?? "",
      ),
    );
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((key) => !(key in help))).toEqual([]);
  });

  it("gives every screen a worked example", () => {
    const screens = [
      "/",
      "/cases",
      "/cases/1",
      "/cases/1/pack",
      "/cases/import",
      "/concern",
      "/measures",
      "/measures/1",
      "/measures/1/counts",
      "/measures/1/import",
      "/measures/method",
      "/people",
      "/groups",
      "/groups/1",
      "/packs",
      "/settings",
    ];
    for (const screen of screens) expect(helpFor(null, screenKey(screen)).example, screen).toBeTruthy();
    expect(help.unlock?.example).toBeTruthy();
    expect(help["first-run"]?.example).toBeTruthy();
  });

  it("has an entry for every group of parts of a case", () => {
    const groups = [
      "concern",
      "people",
      "wishes",
      "allegations",
      "council",
      "clocks",
      "duties",
      "enquiry",
      "evidence",
      "stages",
    ];
    for (const group of groups) expect(help[`part.${group}`]?.paragraphs.length, group).toBeGreaterThan(0);
  });

  it("answers for the field before the screen", () => {
    expect(helpFor("concern.who", "concern")).toBe(help["concern.who"]);
    expect(helpFor("unknown", "concern")).toBe(help.concern);
    expect(helpFor(null, "nowhere")).toBe(help.cases);
    expect(helpFor(null, screenKey("/cases/import"))).toBe(help["import-concerns"]);
  });
});
