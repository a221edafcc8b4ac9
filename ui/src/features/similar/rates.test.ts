import { expect, it } from "vitest";
import type { RateRow } from "$lib/ipc";
import { likenessText, tableOf } from "./rates";

const rate = (likeness: string, window: string, text: string) => ({ likeness, window, text }) as RateRow;

it("sets windows beside each other, a line for each likeness, in the order given", () => {
  const table = tableOf([
    rate("the same person", "12 weeks", "a"),
    rate("the same person", "6 months", "b"),
    rate("the same source", "6 months", "c"),
  ]);
  expect(table.windows).toEqual(["12 weeks", "6 months"]);
  expect(table.lines.map((line) => [line.likeness, line.cells.map((cell) => cell?.text ?? null)])).toEqual([
    ["the same person", ["a", "b"]],
    ["the same source", [null, "c"]],
  ]);
  expect(tableOf([])).toEqual({ windows: [], lines: [] });
});

it("says in one sentence in which ways cases are alike", () => {
  expect(likenessText(["The same person"])).toBe("The same person");
  expect(likenessText(["The same person", "The same alleged source"])).toBe(
    "The same person and the same alleged source",
  );
});
