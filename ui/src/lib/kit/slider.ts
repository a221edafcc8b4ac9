/** A typed number as a whole one within the bounds, or null while it is none yet. */
export function wholeWithin(typed: string, min: number, max: number): number | null {
  const digits = typed.trim().replace(/,/g, "");
  if (!/^\d+$/.test(digits)) return null;
  return Math.max(min, Math.min(max, Number(digits)));
}
