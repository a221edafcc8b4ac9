import { listOf } from "$lib/format";
import type { BodyTime } from "$lib/ipc";

/** Hatchings there are for bodies other than ourselves; with more bodies they come again. */
const hatchings = 6;

/** A stretch of the bar that is shorter than this share of it can still be seen and pointed at. */
const leastShare = 0.012;

/** One body's piece of the bar. */
export type Piece = { time: BodyTime; hatching: number; share: number };

/** The pieces of the bar, each with its hatching (0 is ours) and its share of the width; together they fill it. */
export function piecesOf(totals: readonly BodyTime[]): Piece[] {
  const all = totals.reduce((sum, each) => sum + each.minutes, 0);
  const raw = totals.map((each) => Math.max(all > 0 ? each.minutes / all : 1, leastShare));
  const width = raw.reduce((sum, share) => sum + share, 0);
  let others = 0;
  return totals.map((time, at) => ({
    time,
    hatching: time.ours ? 0 : 1 + (others++ % hatchings),
    share: (raw[at] ?? 0) / width,
  }));
}

/** The bar in words, for whoever does not see it. */
export function barWords(totals: readonly BodyTime[]): string {
  return listOf(totals.map(({ label, value }) => `${label} ${value}`));
}
