import { describe, expect, it } from "vitest";
import type { BodyTime } from "$lib/ipc";
import { barWords, piecesOf } from "./time-bar";

const time = (label: string, minutes: number, ours = false): BodyTime => ({
  label,
  value: `${minutes} min`,
  minutes,
  ours,
  now: false,
});

const totals = [
  time("With us", 85, true),
  time("Waiting for the council", 54_540),
  time("Waiting for the police", 10_000),
];

describe("the bar of two clocks", () => {
  it("is filled, in the order given, longer times wider", () => {
    const pieces = piecesOf(totals);
    expect(pieces.map((piece) => piece.time.label)).toEqual(totals.map((each) => each.label));
    expect(pieces.reduce((sum, piece) => sum + piece.share, 0)).toBeCloseTo(1);
    expect(pieces[1]?.share).toBeGreaterThan(pieces[2]?.share ?? 1);
  });

  it("lets nobody's time vanish beside a long wait", () => {
    expect(piecesOf(totals)[0]?.share).toBeGreaterThan(0.01);
  });

  it("tells bodies apart by hatching, and us from every one of them", () => {
    const hatchings = piecesOf(totals).map((piece) => piece.hatching);
    expect(hatchings).toEqual([0, 1, 2]);
    const many = piecesOf(Array.from({ length: 8 }, (_, at) => time(`Body ${at}`, 10)));
    expect(many.every((piece) => piece.hatching > 0)).toBe(true);
  });

  it("can be drawn in the first minute", () => {
    expect(piecesOf([time("With us", 0, true)])).toMatchObject([{ share: 1, hatching: 0 }]);
    expect(piecesOf([])).toEqual([]);
  });

  it("is said in words", () => {
    expect(barWords(totals)).toBe(
      "With us 85 min, Waiting for the council 54540 min and Waiting for the police 10000 min",
    );
  });
});
