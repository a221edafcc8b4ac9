import { describe, expect, it } from "vitest";
import { afterTick, shownFirst } from "./choices";

const options = [
  { value: "no_action", label: "No action" },
  { value: "advice", label: "Advice or guidance" },
  { value: "review", label: "Review of care" },
];
const alone = ["no_action"];
const tick = (codes: string[], code: string, on = true) => afterTick(codes, { code, on }, options, alone);

describe("several answers", () => {
  it("keep the order in which they are offered", () => {
    expect(tick(["review"], "advice")).toEqual({ codes: ["advice", "review"], told: null });
    expect(tick(["advice", "review"], "advice", false)).toEqual({ codes: ["review"], told: null });
  });

  it("make way for one that stands alone, and say so", () => {
    const chosen = tick(["advice", "review"], "no_action");
    expect(chosen.codes).toEqual(["no_action"]);
    expect(chosen.told).toBe("“No action” leaves no room for another answer, so the rest was taken away.");
  });

  it("take away the one that stood alone, and say so", () => {
    const chosen = tick(["no_action"], "review");
    expect(chosen.codes).toEqual(["review"]);
    expect(chosen.told).toContain("“No action” leaves no room");
  });

  it("say nothing where nothing had to go", () => {
    expect(tick([], "no_action")).toEqual({ codes: ["no_action"], told: null });
    expect(tick([], "advice").told).toBeNull();
  });

  it("keep an answer that is no longer offered", () => {
    expect(tick(["earlier_word"], "review").codes).toEqual(["earlier_word", "review"]);
  });
});

describe("a long list of answers", () => {
  const many = ["a", "b", "c", "d", "e"].map((value) => ({ value, label: value }));
  const shown = (chosen: string[], first: number) =>
    shownFirst(many, chosen, first).map((option) => option.value);

  it("begins with the first few, and hides nothing that is chosen", () => {
    expect(shown([], 2)).toEqual(["a", "b"]);
    expect(shown(["d"], 2)).toEqual(["a", "b", "d"]);
  });

  it("does not hold a single one back", () => {
    expect(shown([], 4)).toHaveLength(5);
    expect(shown(["c", "d"], 2)).toHaveLength(5);
  });
});
