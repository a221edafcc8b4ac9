/** One column of a table. */
export type Column<Row> = {
  key: string;
  label: string;
  /** Right-aligned, with figures of one width. */
  numeric?: boolean;
  /** What the column is sorted by; without it the column cannot be sorted. */
  sort?: (row: Row) => string | number | null;
  /** Holds names, which the names key masks. */
  name?: boolean;
  /** Long words that may break onto several lines. */
  wide?: boolean;
  /** A few words that stay on one line. */
  whole?: boolean;
};

export type Sorting = { key: string; descending: boolean } | null;

/** The rows in the order asked for; rows that sort alike keep their order, absent values come last. */
export function sortRows<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  sorting: Sorting,
): Row[] {
  const by = columns.find((column) => column.key === sorting?.key)?.sort;
  if (!sorting || !by) return [...rows];
  const turn = sorting.descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const left = by(a);
    const right = by(b);
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    if (typeof left === "number" && typeof right === "number") return turn * (left - right);
    return turn * String(left).localeCompare(String(right), "en-GB", { numeric: true, sensitivity: "base" });
  });
}

/** The row that a key moves to, or null when the key does not move. */
export function rowAfterKey(key: string, at: number, count: number): number | null {
  if (count === 0) return null;
  switch (key) {
    case "ArrowDown":
      return Math.min(at + 1, count - 1);
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
