import { describe, expect, it } from "vitest";
import { drawnWidth } from "./drawn-width";

describe("the width a picture is drawn at", () => {
  it("is the width of its place at 100 %", () => {
    expect(drawnWidth(812.4, 16)).toBe(812);
  });

  it("is half of it at 200 %, so that the words are twice as large", () => {
    expect(drawnWidth(900, 32)).toBe(450);
  });

  it("stays within what can be drawn well", () => {
    expect(drawnWidth(120, 16)).toBe(320);
    expect(drawnWidth(4000, 16)).toBe(1600);
    expect(drawnWidth(800, 0)).toBe(800);
  });
});
