import { expect, it } from "vitest";
import { caseOfDraft, hidesItsPlace, placeOfDraft } from "./draft-place";

it("leads back to what was begun on a measure", () => {
  expect(placeOfDraft("measure:m1")).toBe("/measures/m1?open=dates");
  expect(placeOfDraft("exclude:m1:2025-12-22")).toBe("/measures/m1");
  expect(placeOfDraft("round:m1:new")).toBe("/measures/m1");
  expect(placeOfDraft("round:r1")).toBeNull();
  expect(placeOfDraft("reporting:m1")).toBe("/measures/m1");
  expect(placeOfDraft("grid:m1")).toBe("/measures/m1/counts");
  expect(placeOfDraft("event:e1")).toBeNull();
});

it("leads back to what was begun in a case", () => {
  expect(placeOfDraft("event:c1:new")).toBe("/cases/c1?go-on=event%3Ac1%3Anew");
  expect(placeOfDraft("part:c1:la_decision:new")).toBe("/cases/c1?go-on=part%3Ac1%3Ala_decision%3Anew");
});

it("leads back to a part that is amended, once the draft has said of which case", () => {
  expect(hidesItsPlace("part:p1")).toBe(true);
  expect(hidesItsPlace("part:c1:referral:new")).toBe(false);
  expect(hidesItsPlace("person:p1")).toBe(false);
  expect(placeOfDraft("part:p1")).toBeNull();
  expect(placeOfDraft("part:p1", "c1")).toBe("/cases/c1?go-on=part%3Ap1");
  expect(caseOfDraft('{"case_id":"c1","typed":{}}')).toBe("c1");
  for (const body of ["", "null", "[]", '{"typed":{}}', '{"case_id":7}'])
    expect(caseOfDraft(body)).toBeNull();
});

it("leads back to somebody who is added or amended", () => {
  expect(placeOfDraft("person:s1:new")).toBe("/people?go-on=person%3As1%3Anew");
  expect(placeOfDraft("person:p1")).toBe("/people?go-on=person%3Ap1");
});
