import { listOf } from "$lib/format";
import type { CallError, FieldChoice, FieldView } from "$lib/ipc";
import { fieldErrors } from "$lib/words/errors";

/** Up to this many answers stand side by side; more go into a list that opens. */
const mostCards = 6;
/** Longer answers stand under each other. */
const longestChip = 24;

/** How the answers of a question with one choice are offered. */
export function shapeOf(choices: readonly FieldChoice[]): "chips" | "cards" | "list" {
  if (choices.length > mostCards) return "list";
  const isPlain = choices.every((choice) => choice.label.length <= longestChip && !choice.hint);
  return isPlain ? "chips" : "cards";
}

/** Says which answers are enough, so that nobody guesses to get past a form. */
export function enoughText(fields: readonly FieldView[]): string {
  const needed = fields.filter((field) => field.needed).map((field) => `“${field.label}”`);
  if (needed.length === 0) return "Any one answer is enough to begin with. The rest can wait.";
  if (needed.length === fields.length) return "";
  return `${needed.length === 1 ? "One answer is" : "These answers are"} enough: ${listOf(needed)}. The rest can wait.`;
}

/** What is wrong with a form, field by field; what is asked back has a place of its own. */
export function errorsAt(error: CallError | null): ReadonlyMap<string, string> {
  if (!error || error.code === "doubtful" || error.code === "time_happens_twice") return new Map();
  return fieldErrors(error);
}

/**
 * What of a refusal has to be said at the top of the form, because none of its fields can say it: what is wrong with
 * the form as a whole, and with fields that are not shown. Null where there is nothing of that sort.
 */
export function saidAbove(error: CallError | null, fields: readonly FieldView[]): string | null {
  if (!error || error.code === "doubtful" || error.code === "time_happens_twice" || error.code === "conflict")
    return null;
  const places = new Set([...fields.map((field) => field.code), "reason"]);
  const all = [...errorsAt(error)];
  if (all.length === 0) return error.message;
  const above = all.filter(([field]) => !places.has(field)).map(([, message]) => message);
  return above.length > 0 ? above.join(" ") : null;
}
