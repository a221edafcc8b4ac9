import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { factsWith, targetFacts } from "./target-facts";

it("calls every fact what the program calls it", () => {
  const source = readFileSync(
    join(import.meta.dirname, "../../../../../src-tauri/crates/domain/src/timeline.rs"),
    "utf8",
  );
  const kinds = new Map(
    [...source.matchAll(/^ {4}\w+ = "(\w+)", "([^"]+)";$/gm)].map((found) => [
      found[1],
      (found[2] ?? "").replace(/\\u\{([0-9a-f]+)\}/g, (_, code: string) =>
        String.fromCodePoint(parseInt(code, 16)),
      ),
    ]),
  );
  expect(kinds.size).toBeGreaterThan(20);
  for (const { value, label } of targetFacts) expect(kinds.get(value), value).toBe(label);
});

it("offers a fact that a profile names already", () => {
  expect(factsWith(["referral"])).toHaveLength(targetFacts.length);
  expect(factsWith(["chase"]).at(-1)?.value).toBe("chase");
});
