import { expect, it } from "vitest";
import { hidesItsPlace, ownerOfDraft, placeOfDraft } from "./draft-place";

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
  expect(placeOfDraft("case:c1")).toBe("/cases/c1?go-on=case%3Ac1");
  expect(placeOfDraft("questions:c1")).toBe("/cases/c1");
  expect(placeOfDraft("part:c1:la_decision:new")).toBe("/cases/c1?go-on=part%3Ac1%3Ala_decision%3Anew");
});

it("leads back to a part that is amended, once the draft has said of which case", () => {
  expect(hidesItsPlace("part:p1")).toBe(true);
  expect(hidesItsPlace("part:c1:referral:new")).toBe(false);
  expect(hidesItsPlace("person:p1")).toBe(false);
  expect(placeOfDraft("part:p1")).toBeNull();
  expect(placeOfDraft("part:p1", { id: "c1", isGroup: false })).toBe("/cases/c1?go-on=part%3Ap1");
  expect(placeOfDraft("part:p1", { id: "g1", isGroup: true })).toBe("/groups/g1?go-on=part%3Ap1");
  expect(ownerOfDraft('{"case_id":"c1","typed":{}}')).toEqual({ id: "c1", isGroup: false });
  expect(ownerOfDraft('{"case_id":"g1","in_group":true}')).toEqual({ id: "g1", isGroup: true });
  for (const body of ["", "null", "[]", '{"typed":{}}', '{"case_id":7}'])
    expect(ownerOfDraft(body)).toBeNull();
});

it("leads back to what was begun in a group, or of one", () => {
  const key = "part:group:g1:meeting:new";
  expect(hidesItsPlace(key)).toBe(false);
  expect(placeOfDraft(key)).toBe("/groups/g1?go-on=part%3Agroup%3Ag1%3Ameeting%3Anew");
  expect(placeOfDraft("group:c1:new")).toBe("/cases/c1?go-on=group%3Ac1%3Anew");
  expect(placeOfDraft("group:g1")).toBe("/groups/g1?go-on=group%3Ag1");
});

it("leads back to a council's targets", () => {
  expect(placeOfDraft("authority:new")).toBe("/settings?part=councils&go-on=authority%3Anew");
  expect(placeOfDraft("authority:wigan")).toBe("/settings?part=councils&go-on=authority%3Awigan");
});

it("leads back to somebody who is added or amended", () => {
  expect(placeOfDraft("person:s1:new")).toBe("/people?go-on=person%3As1%3Anew");
  expect(placeOfDraft("person:p1")).toBe("/people?go-on=person%3Ap1");
});
