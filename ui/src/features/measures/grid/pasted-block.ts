import type { Column } from "./grid-model";

/** Where a pasted block begins. `start`: its first column holds the dates. */
export type PasteColumn = "start" | "events" | "exposure";

/** True for text of more than one cell, as a spreadsheet copies it. */
export function isBlock(text: string): boolean {
  return /[\t\n\r]/.test(text.replace(/[\r\n]+$/, ""));
}

/**
 * The column in which a block begins: the one it was pasted into, unless its first cell is no
 * plain number and another cell follows it, so that it holds dates (or the headings over them).
 */
export function pasteColumn(text: string, into: Column): PasteColumn | null {
  const lines = text.split(/\r?\n|\r/).filter((line) => line.trim() !== "");
  const first = (lines[1] ?? lines[0] ?? "").split("\t");
  const holdsDates = first.length > 1 && looksLikeDate(first[0] ?? "");
  if (holdsDates) return "start";
  return into === "note" ? null : into;
}

function looksLikeDate(cell: string): boolean {
  return /\d\s*[/.-]\s*\d|\d\s*[-/ ]?\s*[a-z]{3}/i.test(cell) && !/^\s*\d+(\.\d+)?\s*$/.test(cell);
}
