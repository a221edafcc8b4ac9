import { call, commands, type CasePage } from "$lib/ipc";

/** The case as it stands now, for a form that may have been begun on an older wording. */
export const caseNow = (caseId: string): Promise<CasePage> => call(commands.casePage(caseId, null));

/** Who made the newest change of what the case's history calls `what`, and when; null where none is told of. */
export async function lastChangeOf(
  caseId: string,
  what: string,
): Promise<{ by: string; recorded: string } | null> {
  const changes = await call(commands.caseHistory(caseId));
  return changes.find((change) => change.what === what) ?? null;
}
