import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { verdictRows } from "./verdict-rows";
import { forManagers, inFull } from "./sections";

const src = join(import.meta.dirname, "../../..");

function wordsIn(folder: string): [string, string][] {
  return readdirSync(join(src, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(svelte|ts)$/.test(name) && !name.endsWith(".test.ts"))
    .map((name) => [name, readFileSync(join(src, folder, name), "utf8")]);
}

describe("what is said of a verdict", () => {
  it("never claims more than that it came after", () => {
    const files = [...wordsIn("features/measures"), ...wordsIn("lib/verdict")];
    expect(files.length).toBeGreaterThan(40);
    const claims = files.filter(([, text]) => /\b(proved|proven|caused|because)\b/i.test(text));
    expect(claims.map(([name]) => name)).toEqual([]);
  });

  it("uses the five words of the program in its table, and each row once", () => {
    const verdicts = new Set(verdictRows.map((row) => row[2]?.split(/[:;,]/)[0]));
    expect(verdicts).toEqual(
      new Set(["None", "Too early to say", "Got worse", "Worked", "May have worked", "No sign yet"]),
    );
    expect(verdictRows.map((row) => row[0])).toEqual(verdictRows.map((_, at) => String(at)));
  });

  it("has one address for each part", () => {
    const ids = [...forManagers, ...inFull].map((section) => section.id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
