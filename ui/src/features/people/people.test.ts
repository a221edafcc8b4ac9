import { expect, it } from "vitest";
import { draftKeyOf, openedByKey } from "./people.svelte";

it("finds its way back to the form that was begun", () => {
  expect(openedByKey(draftKeyOf({ id: "p1" }))).toEqual({ name: "amend", id: "p1" });
  expect(openedByKey(draftKeyOf({ serviceId: "s1" }))).toEqual({ name: "new", serviceId: "s1" });
  for (const key of [null, "", "person", "person:", "person:p1:old", "part:p1", "person:s1:new:x"]) {
    expect(openedByKey(key), String(key)).toBeNull();
  }
});
