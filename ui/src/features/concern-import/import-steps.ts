import type { CallError, ConcernImportRow, ConcernPreview, ConcernRun, ImportFile } from "$lib/ipc";
import type { Mapping } from "./mapping";

type Opened<Name extends string> = {
  at: Name;
  file: ImportFile;
  preview: ConcernPreview;
  mapping: Mapping;
};
type Checked<Name extends string> = Opened<Name> & { run: ConcernRun };

/** Where an import stands. Nothing is recorded before `done`. */
export type ConcernStep =
  | { at: "choose" }
  | { at: "opening"; file: ImportFile }
  | Opened<"columns">
  | Opened<"checking">
  | Checked<"checked">
  | Checked<"importing">
  | { at: "done"; file: ImportFile; batch: ConcernImportRow; run: ConcernRun };

/** Where an import stands, and why the last thing asked for did not happen. */
export type ConcernState = { step: ConcernStep; error: CallError | null };

/** What can happen to an import. */
export type ConcernNews =
  | { type: "file_chosen"; file: ImportFile }
  | { type: "opened"; preview: ConcernPreview; mapping: Mapping }
  | { type: "mapped"; mapping: Mapping }
  | { type: "check_started" }
  | { type: "checked"; mapping: Mapping; run: ConcernRun }
  | { type: "commit_started" }
  | { type: "committed"; batch: ConcernImportRow }
  | { type: "failed"; error: CallError }
  | { type: "stopped" }
  | { type: "begun_again" };

export const startOfImport: ConcernState = { step: { at: "choose" }, error: null };

/** The next state. News that does not belong to the present step changes nothing. */
export function next(state: ConcernState, news: ConcernNews): ConcernState {
  const { step } = state;
  switch (news.type) {
    case "begun_again":
      return step.at === "importing" ? state : startOfImport;
    case "file_chosen":
      return step.at === "importing" ? state : to({ at: "opening", file: news.file });
    case "opened":
      if (step.at !== "opening") return state;
      return to({ at: "columns", file: step.file, preview: news.preview, mapping: news.mapping });
    case "mapped":
      if (!("mapping" in step) || step.at === "importing") return state;
      return to({ at: "columns", file: step.file, preview: step.preview, mapping: news.mapping });
    case "check_started":
      return step.at === "columns" ? to({ ...step, at: "checking" }) : state;
    case "checked":
      // The answer to columns that were changed meanwhile says nothing of the present ones.
      if (step.at !== "checking" || step.mapping !== news.mapping) return state;
      return to({ ...step, at: "checked", run: news.run });
    case "commit_started":
      return step.at === "checked" && canImport(step) ? to({ ...step, at: "importing" }) : state;
    case "committed":
      if (step.at !== "importing") return state;
      return to({ at: "done", file: step.file, batch: news.batch, run: step.run });
    case "failed":
      return { step: backFrom(step), error: news.error };
    case "stopped":
      return to(backFrom(step));
  }
}

/** True when the button that brings the concerns in may be pressed. */
export function canImport(step: ConcernStep): boolean {
  return step.at === "checked" && step.run.question === null && step.run.coming_in_count > 0;
}

/** True while the program is at work on the file. */
export function isWorking(step: ConcernStep): boolean {
  return step.at === "opening" || step.at === "checking" || step.at === "importing";
}

function to(step: ConcernStep): ConcernState {
  return { step, error: null };
}

/** One step back, with everything that was chosen before it. */
function backFrom(step: ConcernStep): ConcernStep {
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
