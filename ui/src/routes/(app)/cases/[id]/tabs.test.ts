import { expect, it } from "vitest";
import { groups } from "$features/parts/groups";
import { groupsOf, tabOf } from "./tabs";

it("finds the tab of an address, also of one written before the account moved", () => {
  expect(tabOf("enquiry")).toBe("enquiry");
  expect(tabOf("account")).toBe("concern");
  expect(tabOf("nonsense")).toBe("page");
  expect(tabOf(null)).toBe("page");
});

it("shows every group of parts under one tab and no more", () => {
  const shown = (["concern", "enquiry", "duties"] as const).flatMap((tab) => [...groupsOf(tab)]);
  expect([...shown].sort()).toEqual(groups.map((each) => each.group).sort());
});
