/** The mark that a key moves to in a picture, or null when the key does not move. */
export function markAfterKey(key: string, at: number, count: number): number | null {
  if (count === 0) return null;
  switch (key) {
    case "ArrowRight":
    case "ArrowDown":
      return Math.min(at + 1, count - 1);
    case "ArrowLeft":
    case "ArrowUp":
      return Math.max(at - 1, 0);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}

/** Where the left edge of a box goes so that it is centred on a mark and stays inside. */
export function leftWithin(centre: number, boxWidth: number, width: number): number {
  return Math.max(0, Math.min(centre - boxWidth / 2, width - boxWidth));
}
