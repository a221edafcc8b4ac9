/** Small letters without accents, so that "zoe" finds "Zoë". */
export function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Whether every word typed is somewhere in the text, without regard to case and accents. */
export function holdsWords(text: string, typed: string): boolean {
  const all = folded(text);
  return folded(typed)
    .split(/\s+/)
    .filter(Boolean)
    .every((word) => all.includes(word));
}
