import type { ColumnRole, ConcernMapping, Question } from "$lib/ipc";

/** Which column is which, what holds for every row, and how the questions were answered. */
export type Mapping = Required<ConcernMapping>;

/** Where the answer to one question of the form comes from. */
export type Held = { by: "column"; column: number } | { by: "same"; answer: string } | { by: "nothing" };

/** The roles whose columns are read as dates, and so settle or leave open which comes first, day or month. */
const dates: readonly string[] = ["aware", "referred", "decided"];

/** A mapping as the program guessed or remembered it, with nothing answered yet. */
export function begun(guessed: ConcernMapping): Mapping {
  return { columns: guessed.columns, same: guessed.same ?? {}, date_order: null, same_names: null };
}

/** Where the answer of a role comes from. */
export function heldBy(mapping: Mapping, code: string): Held {
  const column = mapping.columns[code];
  if (column !== undefined) return { by: "column", column };
  const answer = mapping.same[code];
  return answer === undefined ? { by: "nothing" } : { by: "same", answer };
}

/**
 * The mapping with a role held otherwise. An answer about the dates or the names of another column says nothing of
 * the new one, so it is asked again.
 */
export function give(mapping: Mapping, code: string, held: Held): Mapping {
  const columns = without(mapping.columns, code);
  const same = without(mapping.same, code);
  if (held.by === "column") columns[code] = held.column;
  if (held.by === "same") same[code] = held.answer;
  const asked = askedAnew(code);
  return {
    columns,
    same,
    date_order: asked === "date_order" ? null : mapping.date_order,
    same_names: asked === "same_names" ? null : mapping.same_names,
  };
}

/** The question that has to be asked again once a role is held otherwise, or null. */
export function askedAnew(code: string): string | null {
  if (dates.includes(code)) return "date_order";
  return code === "who" ? "same_names" : null;
}

/** The mapping with a question answered by the value of the chosen answer. */
export function answered(mapping: Mapping, question: string, value: string): Mapping {
  if (question === "same_names" && (value === "same_person" || value === "another")) {
    return { ...mapping, same_names: value };
  }
  if (question === "date_order" && (value === "day_first" || value === "month_first")) {
    return { ...mapping, date_order: value };
  }
  return mapping;
}

/** The answer that a question has so far. */
export function answerTo(mapping: Mapping, question: Question): string | null {
  return question.code === "same_names" ? mapping.same_names : mapping.date_order;
}

/** The questions of the form that a file cannot be read without and that nothing answers yet. */
export function missing(roles: readonly ColumnRole[], mapping: Mapping): ColumnRole[] {
  return roles.filter((role) => role.needed && mapping.columns[role.code] === undefined);
}

/** As the program is asked: an answer for every row that nobody has given yet is none. */
export function asked(mapping: Mapping): ConcernMapping {
  const same = Object.fromEntries(Object.entries(mapping.same).filter(([, answer]) => answer.trim() !== ""));
  return { ...mapping, same };
}

/** What a column is called: its own heading, or its place where it has none. */
export function columnName(header: readonly string[], column: number): string {
  return header[column]?.trim() || `Column ${column + 1}`;
}

function without<T>(record: { readonly [key in string]: T }, code: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([own]) => own !== code));
}
