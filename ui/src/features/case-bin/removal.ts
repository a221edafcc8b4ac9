import { call, commands } from "$lib/ipc";
import { toasts } from "$lib/kit";

/** A case as it is named when it goes or comes back. */
export type CaseName = { id: string; reference: string };

/** A width to draw at where nobody looks at the picture. */
const anyWidth = 640;

/** Moves a case to the bin, with the way back. Throws the refusal. */
export async function removeCase(of: CaseName, rev: number, reason: string): Promise<void> {
  await call(commands.caseRemove(of.id, rev, reason.trim()));
  toasts.show(`${of.reference} was moved to the bin.`, () => putCaseBack(of, reason));
}

/** Puts a case back from the bin, as it was, with the way there again. Throws the refusal. */
export async function putCaseBack(of: CaseName, reason: string): Promise<void> {
  await call(commands.caseRestore(of.id));
  toasts.show(
    `${of.reference} is back among the cases.`,
    async () => removeCase(of, (await call(commands.casePage(of.id, anyWidth))).rev, reason),
    "Remove",
  );
}
