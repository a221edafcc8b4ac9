import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { abuseTypes, typesShownFirst } from "./abuse-types";

/** Codes and labels of one list of the program's own file of lists. */
function listOf(code: string): { value: string; label: string }[] {
  const file = readFileSync(
    join(import.meta.dirname, "../../../../src-tauri/crates/domain/data/lists.toml"),
    "utf8",
  );
  const list = file.split(/^\[\[list\]\]$/m).find((part) => part.includes(`\ncode = "${code}"\n`)) ?? "";
  return list
    .split(/^\[\[list\.item\]\]$/m)
    .slice(1)
    .map((item) => ({
      value: /^code = "(.*)"$/m.exec(item)?.[1] ?? "",
      label: /^label = "(.*)"$/m.exec(item)?.[1] ?? "",
    }));
}

it("has the types of the program's own list, every one, in the same words", () => {
  const own = listOf("abuse_type");
  expect(own).toHaveLength(11);
  const sorted = (types: readonly { value: string }[]) =>
    [...types].sort((a, b) => a.value.localeCompare(b.value));
  expect(sorted(abuseTypes)).toEqual(sorted(own));
});

it("shows five and keeps six more", () => {
  expect(abuseTypes.length - typesShownFirst).toBe(6);
});
