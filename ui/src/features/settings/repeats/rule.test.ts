import { expect, it } from "vitest";
import { isSame, ruleSentence, ruleText, wholeOf } from "./rule";

it("says a rule in words, also of one week", () => {
  expect(ruleText({ events: 3, weeks: 12 })).toBe("3 concerns within 12 weeks");
  expect(ruleText({ events: 2, weeks: 1 })).toBe("2 concerns within 1 week");
  expect(ruleSentence({ events: 2, weeks: 1 })).toContain("one of 2 or more concerns about the same person");
  expect(ruleSentence({ events: 2, weeks: 1 })).toMatch(/within 1 week before or after it\.$/);
});

it("takes two rules for one where both numbers are the same", () => {
  const rule = { events: 3, weeks: 12 };
  expect(isSame(rule, { ...rule })).toBe(true);
  expect(isSame(rule, { ...rule, weeks: 3 })).toBe(false);
  expect(isSame(rule, { ...rule, events: 12 })).toBe(false);
});

it("reads whole numbers, and nought where there is none", () => {
  expect(["3", " 12 ", "012"].map(wholeOf)).toEqual([3, 12, 12]);
  expect(["", "three", "-3", "2.5", "1e3", "9999999999"].map(wholeOf)).toEqual([0, 0, 0, 0, 0, 0]);
});
