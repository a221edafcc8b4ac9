import type { EvidenceList, FileView } from "$lib/ipc";

/** What a file that was added is called at first: its name without the ending. */
export const titleOfFile = (name: string): string => name.replace(/(.)\.[^.\s]{1,8}$/, "$1");

/**
 * The files that a form may take: those that nothing describes yet, and the one it holds. A file that is described
 * already stands with its own item.
 */
export function filesFor(list: EvidenceList, held: string | null): FileView[] {
  const described = list.items.flatMap((item) => (item.file && item.file.id === held ? [item.file] : []));
  return [...described.slice(0, 1), ...list.undescribed];
}
