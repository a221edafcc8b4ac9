import { describe, expect, it } from "vitest";
import { entryHint, kindsFor, usualLane } from "./event-words";

describe("what kind an entry is", () => {
  it("is one of those written by hand for a new one", () => {
    expect(kindsFor("note").map((kind) => kind.value)).toEqual(["note", "check"]);
    expect(kindsFor("check").map((kind) => kind.value)).toEqual(["note", "check"]);
  });

  it("stays what it was for an entry written before a part of the case said it", () => {
    expect(kindsFor("la_decision")).toContainEqual({
      value: "la_decision",
      label: "The council decided: enquiry",
    });
    expect(kindsFor("stage", "Stage")).toContainEqual({ value: "stage", label: "Stage" });
    expect(usualLane("la_decision")).toBe("agencies");
    expect(entryHint("finding")).toContain("balance of probabilities");
  });

  it("has no lane and no hint of its own where only a part says it", () => {
    expect(usualLane("interview")).toBeNull();
    expect(entryHint("interview")).toBeUndefined();
  });
});
