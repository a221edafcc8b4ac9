import { folded } from "$lib/format";

/** How well a word typed fits a word: the beginning best, then inside, then its letters in order. */
function fit(typed: string, word: string): number {
  if (word.startsWith(typed)) return 3;
  if (word.includes(typed)) return 2;
  // "pck" is short for "pack"; one or two letters would be short for anything.
  if (typed.length < 3 || typed[0] !== word[0]) return 0;
  let at = 0;
  for (const letter of word) if (letter === typed[at]) at++;
  return at === typed.length ? 1 : 0;
}

const wordsOf = (text: string) =>
  folded(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/** How well what was typed fits a label, or else other words for it; 0 where a word of it fits nothing. */
export function fits(typed: string, label: string, also = ""): number {
  const own = wordsOf(label);
  const others = wordsOf(also);
  let sum = 0;
  for (const word of wordsOf(typed)) {
    const best = Math.max(
      0,
      ...own.map((each) => fit(word, each) * 2),
      ...others.map((each) => fit(word, each)),
    );
    if (best === 0) return 0;
    sum += best;
  }
  return sum;
}

/** Those that fit what was typed, the best first; those that fit alike keep their order. */
export function fitting<Item>(
  items: readonly Item[],
  typed: string,
  words: (item: Item) => { label: string; also?: string },
): Item[] {
  return items
    .map((item) => {
      const { label, also } = words(item);
      return { item, fit: fits(typed, label, also) };
    })
    .filter(({ fit }) => fit > 0)
    .sort((a, b) => b.fit - a.fit)
    .map(({ item }) => item);
}
