import { describe, expect, it } from "vitest";
import { fullHash, shortHash } from "./hash-text";

const hash = "9f2c4a71d0b35e8896aa1c0f77e2d14b3c5d6e7f8091a2b3c4d5e6f708192a3b";

describe("a hash for people", () => {
  it("is short enough to read out, and whole on demand", () => {
    expect(shortHash(hash)).toBe("9f2c 4a71 d0b3 5e88");
    expect(fullHash(hash).replaceAll(" ", "")).toBe(hash);
    expect(fullHash(hash).split(" ")).toHaveLength(16);
    expect(shortHash("")).toBe("");
  });
});
