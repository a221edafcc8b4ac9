import { expect, it } from "vitest";
import { placeOfDraft } from "./draft-place";

it("leads back to what was begun on a measure", () => {
  expect(placeOfDraft("measure:m1")).toBe("/measures/m1?open=dates");
  expect(placeOfDraft("exclude:m1:2025-12-22")).toBe("/measures/m1");
  expect(placeOfDraft("round:m1:new")).toBe("/measures/m1");
  expect(placeOfDraft("round:r1")).toBeNull();
  expect(placeOfDraft("reporting:m1")).toBe("/measures/m1");
  expect(placeOfDraft("grid:m1")).toBe("/measures/m1/counts");
  expect(placeOfDraft("event:e1")).toBeNull();
});
