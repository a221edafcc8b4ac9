/** Every match, and the one that is shown. Drawn by the CSS Custom Highlight API: the page itself stays as it is. */
const names = { all: "found", shown: "found-now" } as const;

/** Puts ranges under a name. One object is kept for each: WebKit paints over only what leaves an object by itself. */
function put(name: string, ranges: readonly Range[], priority: number): void {
  const highlight = CSS.highlights.get(name) ?? new Highlight();
  highlight.priority = priority;
  highlight.clear();
  for (const range of ranges) highlight.add(range);
  CSS.highlights.set(name, highlight);
}

/** Marks matches. A web view without the API selects the one that is shown, which needs nothing of the page either. */
export function mark(ranges: readonly Range[], shown: Range | null): void {
  if (!("highlights" in CSS)) {
    const selection = getSelection();
    selection?.removeAllRanges();
    if (shown) selection?.addRange(shown);
    return;
  }
  put(
    names.all,
    ranges.filter((range) => range !== shown),
    0,
  );
  put(names.shown, shown ? [shown] : [], 1);
}

export function unmark(): void {
  if (!("highlights" in CSS)) {
    getSelection()?.removeAllRanges();
    return;
  }
  for (const name of Object.values(names)) {
    CSS.highlights.get(name)?.clear();
    CSS.highlights.delete(name);
  }
}
