/** A stretch of a text, in UTF-16 units; the end is the first that no longer belongs to it. */
export type Place = { start: number; end: number };

/** A text as it is compared, and for each of its units where in the text it came from. */
type Folded = { text: string; from: number[]; to: number[] };

/** Small letters without accents, white space as one space; each unit knows its place. */
function foldedWithPlaces(text: string): Folded {
  let folded = "";
  const from: number[] = [];
  const to: number[] = [];
  let at = 0;
  for (const character of text) {
    const end = at + character.length;
    const isSpace = /\s/.test(character);
    const written = isSpace ? " " : character.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    if (written === "" || (isSpace && folded.endsWith(" "))) {
      // An accent of its own, or one more space: it belongs to what stands before it.
      if (to.length > 0) to[to.length - 1] = end;
    } else {
      folded += written;
      for (let unit = 0; unit < written.length; unit++) {
        from.push(at);
        to.push(end);
      }
    }
    at = end;
  }
  return { text: folded, from, to };
}

/** Where something stands in a text, without regard to case, accents and the kind of white space. */
export function placesOf(text: string, wanted: string): Place[] {
  const needle = foldedWithPlaces(wanted.trim()).text;
  if (needle === "") return [];
  const { text: folded, from, to } = foldedWithPlaces(text);
  const places: Place[] = [];
  for (let at = folded.indexOf(needle); at >= 0; at = folded.indexOf(needle, at + needle.length)) {
    places.push({ start: from[at] ?? 0, end: to[at + needle.length - 1] ?? text.length });
  }
  return places;
}

/** Pieces of one text that stand in several nodes: each with its first place in the whole. */
export type Run<Node> = { node: Node; start: number; length: number };

/** The node that holds a place of the whole, and where in it; at a border the end of one node or the start of the next. */
export function nodeAt<Node>(
  runs: readonly Run<Node>[],
  place: number,
  side: "start" | "end",
): { node: Node; offset: number } | null {
  for (const run of runs) {
    const end = run.start + run.length;
    if (place < end || (side === "end" && place === end)) {
      return { node: run.node, offset: Math.max(0, place - run.start) };
    }
  }
  return null;
}

/** The match that a step leads to, going round at both ends; null where there is none. */
export function stepped(at: number | null, count: number, by: 1 | -1): number | null {
  if (count === 0) return null;
  if (at === null) return by === 1 ? 0 : count - 1;
  return (at + by + count) % count;
}
