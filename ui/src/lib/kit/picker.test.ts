import { describe, expect, it } from "vitest";
import { activeAfterKey, found } from "./picker";

describe("a list that is searched by typing", () => {
  it("finds by name and by hint, without regard to case and accents", () => {
    const options = [
      { value: "1", label: "Zoë Hart", hint: "P-0002, Staff" },
      { value: "2", label: "Edna Rowe", hint: "P-0031, Person supported" },
    ];
    const values = (query: string) => found(options, query).map((option) => option.value);
    expect(values("")).toEqual(["1", "2"]);
    expect(values("zoe staff")).toEqual(["1"]);
    expect(values("0031")).toEqual(["2"]);
    expect(values("nobody")).toEqual([]);
  });

  it("moves by the arrow keys and leaves the other keys to the text", () => {
    expect(activeAfterKey("ArrowDown", null, 3)).toBe(0);
    expect(activeAfterKey("ArrowDown", 2, 3)).toBe(2);
    expect(activeAfterKey("ArrowUp", null, 3)).toBe(2);
    expect(activeAfterKey("ArrowUp", 0, 3)).toBe(0);
    expect(activeAfterKey("Home", 1, 3)).toBeNull();
    expect(activeAfterKey("ArrowDown", null, 0)).toBeNull();
  });
});
