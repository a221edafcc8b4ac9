import { expect, it } from "vitest";
import { groups } from "$features/parts/groups";
import { addressOf, addressOfDay, groupsOf, tabOf } from "./tabs";

it("finds the tab of an address, also of one written before the account moved", () => {
  expect(tabOf("enquiry")).toBe("enquiry");
  expect(tabOf("account")).toBe("concern");
  expect(tabOf("nonsense")).toBe("page");
  expect(tabOf(null)).toBe("page");
});

it("goes to another tab with the filters kept, and without what was open", () => {
  const here = new URLSearchParams("tab=chronology&kind=chase&go-on=event%3Ac1%3Anew");
  expect(addressOf("history", here)).toBe("?tab=history&kind=chase");
  expect(addressOf("page", here)).toBe("?kind=chase");
  expect(addressOf("chronology", new URLSearchParams("tab=history&known=10+Mar+2026"))).toBe(
    "?tab=chronology",
  );
  expect(addressOf("page", new URLSearchParams())).toBe("?");
});

it("keeps a day of the past in the address, and lets it go for today", () => {
  const past = addressOfDay("10 Mar 2026", new URLSearchParams("tab=history"));
  expect(new URLSearchParams(past).get("known")).toBe("10 Mar 2026");
  expect(addressOfDay("", new URLSearchParams(past))).toBe("?tab=history");
});

it("shows every group of parts under one tab and no more", () => {
  const shown = (["concern", "enquiry", "evidence", "duties", "history"] as const).flatMap((tab) => [
    ...groupsOf(tab),
  ]);
  expect([...shown].sort()).toEqual(groups.map((each) => each.group).sort());
});
