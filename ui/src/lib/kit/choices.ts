/** One answer that may be chosen. */
export type Choice = { value: string; label: string; hint?: string | null };

/** What is chosen after one answer was ticked or unticked, and what has to be said about it. */
export type Chosen = { codes: string[]; told: string | null };

/**
 * Ticks or unticks one answer of several. An answer that stands alone leaves no room for another: whichever was
 * ticked last stays, and what went is said. Answers keep the order in which they are offered.
 */
export function afterTick(
  codes: readonly string[],
  ticked: { code: string; on: boolean },
  options: readonly Choice[],
  alone: readonly string[],
): Chosen {
  const { code, on } = ticked;
  if (!on) return { codes: codes.filter((each) => each !== code), told: null };
  const others = codes.filter((each) => each !== code);
  const label = (of: string) => options.find((option) => option.value === of)?.label ?? of;
  if (alone.includes(code)) {
    const told =
      others.length === 0
        ? null
        : `“${label(code)}” leaves no room for another answer, so the rest was taken away.`;
    return { codes: [code], told };
  }
  const gone = others.find((each) => alone.includes(each));
  const stay = others.filter((each) => !alone.includes(each));
  return {
    codes: inOrder([...stay, code], options),
    told: gone ? `“${label(gone)}” leaves no room for another answer, so it was taken away.` : null,
  };
}

/** The first few answers, and whatever else is chosen. A single one is not held back: its place costs no less. */
export function shownFirst<Option extends Choice>(
  options: readonly Option[],
  chosen: readonly string[],
  first: number,
): readonly Option[] {
  const shown = options.filter((option, at) => at < first || chosen.includes(option.value));
  return options.length - shown.length <= 1 ? options : shown;
}

/** Codes in the order in which they are offered; those that are not offered any more come first, as they stood. */
function inOrder(codes: readonly string[], options: readonly Choice[]): string[] {
  const place = (code: string) => options.findIndex((option) => option.value === code);
  return [...codes].sort((a, b) => place(a) - place(b));
}
