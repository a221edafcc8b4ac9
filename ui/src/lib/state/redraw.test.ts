import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Redraw } from "./redraw";

const asShown = (shown: number) => shown;

describe("drawing anew", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("draws at once the first time and once after the width has settled", () => {
    const widths: number[] = [];
    const redraw = new Redraw((width) => widths.push(width));
    redraw.resized(0, asShown);
    redraw.resized(800, asShown);
    expect(widths).toEqual([800]);
    for (const width of [700, 650, 600]) redraw.resized(width, asShown);
    expect(widths).toEqual([800]);
    vi.advanceTimersByTime(1000);
    expect(widths).toEqual([800, 600]);
  });

  it("does not draw for a few pixels, nor after it was stopped", () => {
    const widths: number[] = [];
    const redraw = new Redraw((width) => widths.push(width));
    redraw.resized(800, asShown);
    redraw.resized(785, asShown);
    vi.advanceTimersByTime(1000);
    redraw.resized(600, asShown);
    redraw.stop();
    vi.advanceTimersByTime(1000);
    expect(widths).toEqual([800]);
  });
});
