import { toCallError, type ErrorCode } from "$lib/ipc";

/** A refusal in the three parts that `ErrorNote` shows. */
export type ErrorWords = { happened: string; safe?: string; next?: string };

/**
 * What is safe and what to do, for the refusals where the window itself knows.
 * The program's own sentences say what happened; theirs may be full already, so a part is only added here
 * where the screen has something of its own to offer.
 */
const more: Partial<Record<ErrorCode, { safe?: string; next?: string }>> = {
  vault_missing: { next: "If it is on a drive or stick, connect it and try again. Or choose another place." },
  vault_damaged: {
    safe: "Evident has changed nothing in the folder.",
    next: "Do not delete or move anything there. If you have a copy of the folder, choose that.",
  },
  vault_newer: {
    safe: "Nothing was changed.",
    next: "Install the newer Evident on this computer, or open the service where it was last used.",
  },
  vault_in_use: { next: "Close Evident there, then try again." },
  vault_read_only: {
    safe: "What is recorded is safe.",
    next: "Ask for the right to write in that folder, then try again.",
  },
  not_a_vault: { next: "Choose the folder that holds the files vault.db and vault.keys." },
  evidence_damaged: { safe: "The original that was added is untouched, wherever it is kept." },
  conflict: { next: "Look at the newest wording, then put yours in again. Yours is kept as a draft." },
  doubtful: {
    safe: "Nothing was saved yet, and what you typed is kept.",
    next: "Correct it, or say below why it is right.",
  },
  case_closed: {
    next: "“Record…” at the top of the case offers what may follow a closure, and the change of stage that opens it again.",
  },
  internal: { safe: "What was saved is safe." },
};

/** Splits a refusal into what happened, what is safe and what to do. */
export function errorWords(thrown: unknown): ErrorWords {
  const error = toCallError(thrown);
  return { happened: error.message, ...more[error.code] };
}

/** What is wrong with one field of a form, by the wire's name of the field, or null. */
export function fieldError(thrown: unknown, field: string): string | null {
  if (thrown === null || thrown === undefined) return null;
  return fieldErrors(thrown).get(field) ?? null;
}

/** Everything that is wrong with a form, by the wire's name of the field, the first thing said of each. */
export function fieldErrors(thrown: unknown): ReadonlyMap<string, string> {
  const error = toCallError(thrown);
  const found = new Map<string, string>();
  for (const { field, message } of error.problems) if (!found.has(field)) found.set(field, message);
  if (error.field !== null && error.problems.length === 0) found.set(error.field, error.message);
  return found;
}
