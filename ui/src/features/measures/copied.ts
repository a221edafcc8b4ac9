import type { CopyWhat } from "$lib/ipc";

/** What is said when a copy is on the clipboard. */
export const copied: Record<CopyWhat, string> = {
  picture: "The chart is copied as a picture. Paste it into a letter or report.",
  numbers: "The numbers behind the chart are copied. Paste them into a spreadsheet.",
};
