import { nodeAt, placesOf, type Run } from "./places";

/** What ends a stretch of words that is read as one: a match does not reach from one into the next. */
const blocks =
  "p, li, td, th, dt, dd, h1, h2, h3, h4, h5, h6, div, section, article, header, footer, form, fieldset, legend, label, button, summary, figcaption, blockquote, pre, tr, main";

/** What is not read: words for screen readers alone, drawings, what is typed, and names while they are masked. */
const unread =
  ".visually-hidden, svg, script, style, textarea, select, [hidden], :root[data-names=masked] [data-name]";

type Block = { text: string; runs: Run<Text>[] };

/** The words that can be read under an element, a stretch at a time. Reads only: nothing is put into the page. */
function* blocksOf(root: Element): Generator<Block> {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  let owner: Element | null = null;
  let block: Block = { text: "", runs: [] };
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!(node instanceof Text) || !parent || node.data === "" || parent.closest(unread)) continue;
    if (!parent.checkVisibility({ visibilityProperty: true })) continue;
    const around = parent.closest(blocks);
    if (around !== owner) {
      if (block.runs.length > 0) yield block;
      owner = around;
      block = { text: "", runs: [] };
    }
    block.runs.push({ node, start: block.text.length, length: node.length });
    block.text += node.data;
  }
  if (block.runs.length > 0) yield block;
}

/** Where something can be read under an element, in the order of the page. */
export function rangesOf(root: Element, wanted: string): Range[] {
  if (wanted.trim() === "") return [];
  const ranges: Range[] = [];
  for (const { text, runs } of blocksOf(root)) {
    for (const place of placesOf(text, wanted)) {
      const start = nodeAt(runs, place.start, "start");
      const end = nodeAt(runs, place.end, "end");
      if (!start || !end) continue;
      const range = document.createRange();
      range.setStart(start.node, start.offset);
      range.setEnd(end.node, end.offset);
      ranges.push(range);
    }
  }
  return ranges;
}
