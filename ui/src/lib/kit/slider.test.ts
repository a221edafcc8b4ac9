import { expect, it } from "vitest";
import { wholeWithin } from "./slider";

it("reads a whole number and keeps it within its bounds", () => {
  expect(wholeWithin(" 12 ", 1, 104)).toBe(12);
  expect(wholeWithin("0", 1, 104)).toBe(1);
  expect(wholeWithin("1,000", 0, 200)).toBe(200);
});

it("waits while what is typed is not a number yet", () => {
  for (const typed of ["", "-", "3.5", "many"]) expect(wholeWithin(typed, 0, 200)).toBeNull();
});
