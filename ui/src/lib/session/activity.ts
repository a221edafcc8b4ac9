/** How often the program is told at most that somebody is at the keyboard. */
export const noteEveryMs = 15_000;

/** Calls `note` when somebody types, points or scrolls, at most every 15 seconds. Returns how to stop. */
export function watchActivity(
  target: EventTarget,
  note: () => void,
  now: () => number = Date.now,
): () => void {
  let last = Number.NEGATIVE_INFINITY;
  const heard = () => {
    if (now() - last < noteEveryMs) return;
    last = now();
    note();
  };
  const kinds = ["keydown", "pointerdown", "pointermove", "wheel"] as const;
  for (const kind of kinds) target.addEventListener(kind, heard, { passive: true });
  return () => {
    for (const kind of kinds) target.removeEventListener(kind, heard);
  };
}
