import { describe, expect, it } from "vitest";
import type { EventRow } from "$lib/ipc";
import {
  asFilter,
  choiceWords,
  chosenEvents,
  isWhole,
  offeredChoices,
  readChoice,
  readShape,
  wholeChronology,
  writeChoice,
  writeShape,
} from "./chronology-choice";

const event = (key: string, over: Partial<EventRow>) =>
  ({ key, lane: "case", kind: "note", kind_label: "Note", body: "Us", people: [], ...over }) as EventRow;

const events = [
  event("1", {}),
  event("2", { lane: "agencies", kind: "chase", kind_label: "Chased", body: "Council", people: ["p1"] }),
  event("3", { lane: "agencies", kind: "chase", kind_label: "Chased", body: "CQC", people: ["p1", "p2"] }),
  event("4", { kind: "interview", kind_label: "Interview", people: ["p2"] }),
];
const people = new Map([["p1", "Ruth Rowe"]]);

describe("the filter of the chronology", () => {
  it("comes back from the address as it went in, and leaves the rest of the address alone", () => {
    const before = new URLSearchParams("tab=chronology&view=lanes");
    for (const choice of [
      wholeChronology,
      { lane: "agencies", kind: "chase", body: "Council & health", person: "p1" },
    ] as const) {
      const written = writeChoice(before, choice);
      expect(written.get("tab")).toBe("chronology");
      expect(written.get("view")).toBe("lanes");
      expect(readChoice(new URLSearchParams(written.toString()))).toEqual(choice);
    }
    const chosen = writeChoice(before, { ...wholeChronology, body: "Us" });
    expect(writeChoice(chosen, wholeChronology).toString()).toBe(before.toString());
    expect(readChoice(new URLSearchParams("lane=nonsense")).lane).toBe("");
  });

  it("stands in the address beside the choice of the picture", () => {
    const before = new URLSearchParams("kind=chase");
    expect(readShape(before)).toBe("list");
    const lanes = writeShape(before, "lanes");
    expect(readShape(lanes)).toBe("lanes");
    expect(readChoice(lanes).kind).toBe("chase");
    expect(writeShape(lanes, "list").toString()).toBe("kind=chase");
  });

  it("shows what fits everything chosen", () => {
    const keys = (choice: Partial<typeof wholeChronology>) =>
      chosenEvents(events, { ...wholeChronology, ...choice }).map((each) => each.key);
    expect(keys({})).toEqual(["1", "2", "3", "4"]);
    expect(keys({ lane: "agencies" })).toEqual(["2", "3"]);
    expect(keys({ kind: "chase", body: "CQC" })).toEqual(["3"]);
    expect(keys({ person: "p2" })).toEqual(["3", "4"]);
    expect(keys({ body: "Us", person: "p1" })).toEqual([]);
  });

  it("offers what occurs, ours before other bodies, with how often", () => {
    const offered = offeredChoices(events, people);
    expect(offered.kinds.map((each) => each.label)).toEqual(["Chased (2)", "Interview (1)", "Note (1)"]);
    expect(offered.bodies.map((each) => each.label)).toEqual(["Us (2)", "Council (1)", "CQC (1)"]);
    expect(offered.people).toEqual([
      { value: "p1", label: "Ruth Rowe (2)" },
      { value: "p2", label: "Somebody no longer on the list (2)" },
    ]);
  });

  it("goes to the program as lists, of which empty ones want all", () => {
    expect(asFilter(wholeChronology)).toEqual({ lanes: [], kinds: [], bodies: [], people: [] });
    expect(asFilter({ ...wholeChronology, kind: "chase" }).kinds).toEqual(["chase"]);
  });

  it("is said in words before it is printed", () => {
    expect(choiceWords(wholeChronology, events, people)).toBe("");
    expect(isWhole(wholeChronology)).toBe(true);
    expect(choiceWords({ lane: "agencies", kind: "chase", body: "CQC", person: "p1" }, events, people)).toBe(
      "lane Agencies; kind “Chased”; body CQC; entries that name Ruth Rowe",
    );
  });
});
