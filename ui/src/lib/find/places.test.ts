import { describe, expect, it } from "vitest";
import { nodeAt, placesOf, stepped } from "./places";

const found = (text: string, wanted: string) =>
  placesOf(text, wanted).map(({ start, end }) => text.slice(start, end));

describe("finding in a text", () => {
  it("finds without regard to case and accents, and gives what is written", () => {
    expect(found("Zoë told ZOE and Zoe\u0308.", "zoe")).toEqual(["Zoë", "ZOE", "Zoe\u0308"]);
    expect(found("Nguyễn and nguyen", "NGUYEN")).toEqual(["Nguyễn", "nguyen"]);
    expect(found("王李明 fell", "李")).toEqual(["李"]);
    expect(found("דוד כהן", "דוד")).toEqual(["דוד"]);
    expect(found("👩‍👧 came", "came")).toEqual(["came"]);
  });

  it("takes every kind of white space for one space", () => {
    expect(found("missed\n   visits, missed\u00a0visits", "missed visits")).toEqual([
      "missed\n   visits",
      "missed\u00a0visits",
    ]);
    expect(found("a b", "  a b ")).toEqual(["a b"]);
  });

  it("finds parts of words, each stretch once, and nothing for nothing", () => {
    expect(found("aaaa", "aa")).toEqual(["aa", "aa"]);
    expect(found("50% of (a+b)", "(a+b)")).toEqual(["(a+b)"]);
    for (const nothing of ["", "   ", "x"]) expect(placesOf("abc", nothing)).toEqual([]);
  });

  it("knows the node of each place, also at the border between two", () => {
    const runs = [
      { node: "one", start: 0, length: 4 },
      { node: "two", start: 4, length: 3 },
    ];
    expect(nodeAt(runs, 2, "start")).toEqual({ node: "one", offset: 2 });
    expect(nodeAt(runs, 4, "start")).toEqual({ node: "two", offset: 0 });
    expect(nodeAt(runs, 4, "end")).toEqual({ node: "one", offset: 4 });
    expect(nodeAt(runs, 7, "end")).toEqual({ node: "two", offset: 3 });
    expect(nodeAt(runs, 7, "start")).toBeNull();
  });

  it("goes from one to the next and round at both ends", () => {
    expect(stepped(null, 3, 1)).toBe(0);
    expect(stepped(null, 3, -1)).toBe(2);
    expect(stepped(2, 3, 1)).toBe(0);
    expect(stepped(0, 3, -1)).toBe(2);
    expect(stepped(null, 0, 1)).toBeNull();
  });
});
