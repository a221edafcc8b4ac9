import type { FilesDropped, PagePoint } from "$lib/ipc";

/** The box on the page, as the page measures it. */
export type Box = { left: number; top: number; right: number; bottom: number };

/** Whether a place lies on the box, its edges among it. */
export function isOn(box: Box, { x, y }: PagePoint): boolean {
  return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
}

/**
 * What the box says of a drop, or null where its files speak for themselves. A drop that brought nothing is never
 * passed over in silence: some places, as a list of recent files, give the program no file at all.
 */
export function saidOfDrop(dropped: Pick<FilesDropped, "files"> & PagePoint, box: Box): string | null {
  if (dropped.files.length === 0) return nothingCame;
  if (!isOn(box, dropped))
    return "Those files were dropped beside the box, so nothing was added. Drop them on the box, or use “Add file…”.";
  return null;
}

export const nothingCame =
  "That drop brought no file, so nothing was added. Files from a list of recent files, from an e-mail or from a web page cannot be dropped: use “Add file…”, or drop the file from the folder it is in.";
