import { expect, it, vi } from "vitest";

vi.mock("../../../../bindings", () => ({ commands: {}, events: {} }));

const { CaseParts } = await import("$features/parts/case-parts.svelte");
const { ofCase } = await import("$features/parts/owner");
const { openedByKey } = await import("./opened");

const parts = new CaseParts(ofCase("c1", true), () => undefined);

it("opens the form that was begun in this case", () => {
  expect(openedByKey("part:c1:chase:new", parts)).toEqual({ name: "part", which: { kind: "chase" } });
  expect(openedByKey("part:p1", parts)).toEqual({ name: "part", which: { id: "p1" } });
  expect(openedByKey("event:c1:new", parts)).toEqual({ name: "event" });
  expect(openedByKey("action:c1:new", parts)).toEqual({ name: "action" });
  expect(openedByKey("case:c1", parts)).toEqual({ name: "details" });
  expect(openedByKey("group:c1:new", parts)).toEqual({ name: "new-group" });
});

it("opens nothing of another case, or of no case at all", () => {
  for (const key of [null, "", "event:c2:new", "case:c2", "part:c2:chase:new", "group:g1", "concern:1"]) {
    expect(openedByKey(key, parts), String(key)).toBeNull();
  }
});
