import type {
  BatchRow,
  CallError,
  DryRunView,
  ImportFile,
  ImportMapping,
  ImportPreview,
  UndoView,
} from "$lib/ipc";

/** Where an import stands. Nothing is in the store before `done`. */
export type ImportStep =
  | { at: "choose" }
  | { at: "opening"; file: ImportFile }
  | { at: "columns"; file: ImportFile; preview: ImportPreview; mapping: ImportMapping }
  | { at: "checking"; file: ImportFile; preview: ImportPreview; mapping: ImportMapping }
  | Checked<"checked">
  | Checked<"importing">
  | { at: "done"; file: ImportFile; batch: BatchRow; dryRun: DryRunView }
  | { at: "undone"; file: ImportFile; batch: BatchRow; undo: UndoView };

type Checked<Name extends string> = {
  at: Name;
  file: ImportFile;
  preview: ImportPreview;
  mapping: ImportMapping;
  dryRun: DryRunView;
};

export type ImportState = { step: ImportStep; error: CallError | null };

export type ImportNews =
  | { type: "file_chosen"; file: ImportFile }
  | { type: "opened"; preview: ImportPreview }
  | { type: "mapped"; mapping: ImportMapping }
  | { type: "check_started" }
  | { type: "checked"; mapping: ImportMapping; dryRun: DryRunView }
  | { type: "commit_started" }
  | { type: "committed"; batch: BatchRow }
  | { type: "undone"; undo: UndoView }
  | { type: "failed"; error: CallError }
  | { type: "stopped" }
  | { type: "begun_again" };

export const startOfImport: ImportState = { step: { at: "choose" }, error: null };

/** The next state. News that does not belong to the present step changes nothing. */
export function next(state: ImportState, news: ImportNews): ImportState {
  const { step } = state;
  switch (news.type) {
    case "begun_again":
      return startOfImport;
    case "file_chosen":
      return step.at === "importing" ? state : to({ at: "opening", file: news.file });
    case "opened":
      if (!("file" in step) || step.at === "importing") return state;
      return to({
        at: "columns",
        file: step.file,
        preview: news.preview,
        mapping: news.preview.mapping,
      });
    case "mapped":
      if (!("preview" in step) || step.at === "importing") return state;
      return to({
        at: "columns",
        file: step.file,
        preview: step.preview,
        mapping: news.mapping,
      });
    case "check_started":
      return step.at === "columns" ? to({ ...step, at: "checking" }) : state;
    case "checked":
      // The answer to columns that were changed meanwhile says nothing of the present ones.
      if (step.at !== "checking" || step.mapping !== news.mapping) return state;
      return to({ ...step, at: "checked", dryRun: news.dryRun });
    case "commit_started":
      return canImport(step) && step.at === "checked" ? to({ ...step, at: "importing" }) : state;
    case "committed":
      if (step.at !== "importing") return state;
      return to({ at: "done", file: step.file, batch: news.batch, dryRun: step.dryRun });
    case "undone":
      if (step.at !== "done" && step.at !== "undone") return state;
      return to({ at: "undone", file: step.file, batch: step.batch, undo: news.undo });
    case "failed":
      return { step: backFrom(step), error: news.error };
    case "stopped":
      // Columns that nobody wants checked would stay unchecked for ever: back to the file.
      return step.at === "checking" ? startOfImport : to(backFrom(step));
  }
}

/** True when the button that brings the rows in may be pressed. */
export function canImport(step: ImportStep): boolean {
  return step.at === "checked" && step.dryRun.question === null && step.dryRun.coming_in_count > 0;
}

/** The columns that still have to be named before rows can be checked, as a person calls them. */
export function missingColumns(
  mapping: ImportMapping,
  labels: { events: string; exposure: string | null },
): string[] {
  const missing: string[] = [];
  if (mapping.start === null) missing.push("the date");
  if (mapping.events === null) missing.push(labels.events);
  if (labels.exposure !== null && mapping.exposure === null) missing.push(labels.exposure);
  return missing;
}

/** The mapping with one column given a part; a part that another column had moves here. */
export function assign(
  mapping: ImportMapping,
  column: number,
  part: "start" | "events" | "exposure" | "none",
): ImportMapping {
  const free = (held: number | null) => (held === column ? null : held);
  const freed = {
    ...mapping,
    start: free(mapping.start),
    events: free(mapping.events),
    exposure: free(mapping.exposure),
  };
  return part === "none" ? freed : { ...freed, [part]: column };
}

/** The mapping with a question about the dates answered by the value of the chosen answer. */
export function answer(mapping: ImportMapping, value: string): ImportMapping {
  switch (value) {
    case "day_first":
    case "month_first":
    case "year_first":
      return { ...mapping, date_order: value };
    case "week_ending":
      return { ...mapping, dates_are_week_ending: true };
    case "week_starting":
      return { ...mapping, dates_are_week_ending: false };
    default:
      return mapping;
  }
}

function to(step: ImportStep): ImportState {
  return { step, error: null };
}

function backFrom(step: ImportStep): ImportStep {
  switch (step.at) {
    case "opening":
      return { at: "choose" };
    case "checking":
      return { ...step, at: "columns" };
    case "importing":
      return { ...step, at: "checked" };
    default:
      return step;
  }
}
