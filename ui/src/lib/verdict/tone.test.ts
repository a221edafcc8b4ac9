import { expect, it } from "vitest";
import { toneOf } from "./tone";

it("colours a verdict only where it says better or worse", () => {
  expect(toneOf("worked")).toBe("better");
  expect(toneOf("may_have_worked")).toBe("better");
  expect(toneOf("got_worse")).toBe("worse");
  expect([toneOf("no_sign_yet"), toneOf("too_early"), toneOf(null), toneOf("a later one")]).toEqual([
    "open",
    "open",
    "open",
    "open",
  ]);
});
