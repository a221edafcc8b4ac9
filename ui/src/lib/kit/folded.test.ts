import { expect, it } from "vitest";
import { isFolded } from "./folded";

it("folds a text of many words or of many lines, and no other", () => {
  expect(isFolded("Welfare calls to all 11 people on the round.")).toBe(false);
  expect(isFolded("One line.\nAnother.\nA third.\nA fourth.")).toBe(false);
  expect(isFolded("One line.\nAnother.\nA third.\nA fourth.\nA fifth.")).toBe(true);
  expect(isFolded("word ".repeat(80))).toBe(true);
});
