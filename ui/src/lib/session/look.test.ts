import { describe, expect, it } from "vitest";
import { zoomStep, zoomSteps } from "./look";

describe("zoom", () => {
  it("goes through the steps and stops at both ends", () => {
    expect(zoomStep(100, "in")).toBe(110);
    expect(zoomStep(100, "out")).toBe(90);
    expect(zoomStep(200, "in")).toBe(200);
    expect(zoomStep(80, "out")).toBe(80);
  });

  it("finds its way back to the steps from any size", () => {
    expect(zoomStep(117, "in")).toBe(125);
    expect(zoomStep(117, "out")).toBe(110);
  });

  it("offers 80 to 200 %", () => {
    expect(zoomSteps[0]).toBe(80);
    expect(zoomSteps.at(-1)).toBe(200);
  });
});
