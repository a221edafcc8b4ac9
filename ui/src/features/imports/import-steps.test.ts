import { describe, expect, it } from "vitest";
import { CallError } from "$lib/ipc";
import type { DryRunView, ImportMapping, ImportPreview } from "$lib/ipc";
import {
  answer,
  assign,
  canImport,
  missingColumns,
  next,
  startOfImport,
  type ImportNews,
  type ImportState,
} from "./import-steps";

const file = { token: "f1", name: "ecm_export.csv", size_text: "4 KB" };
const mapping: ImportMapping = {
  start: 0,
  events: 1,
  exposure: 2,
  date_order: "day_first",
  dates_are_week_ending: false,
};
const preview: ImportPreview = {
  header: ["Week commencing", "Missed", "Scheduled"],
  sample: [["27/10/2025", "6", "1169"]],
  row_count: 52,
  sheet: null,
  sheets: [],
  notes: [],
  mapping,
  why: [],
  question: null,
};
const dryRun: DryRunView = {
  coming_in: [],
  coming_in_count: 51,
  not_coming_in: [{ row: 54, column: "Week commencing", content: "Total", reason: "A total." }],
  not_coming_in_count: 1,
  already_here_count: 0,
  warnings: [],
  question: null,
  totals: "51 weeks",
};
const batch = {
  id: "b1",
  file_name: file.name,
  rows: 51,
  imported: "25 November 2026, 09:05",
  by: "Registered manager",
  undone: null,
};
const failure = new CallError({
  code: "file_unreadable",
  message: "The file is open in another program. Nothing was changed. Close it and choose it again.",
  field: null,
  wait_seconds: null,
  problems: [],
  choices: [],
});

function after(...news: ImportNews[]): ImportState {
  return news.reduce(next, startOfImport);
}
const opened: ImportNews[] = [
  { type: "file_chosen", file },
  { type: "opened", preview },
];
const checked: ImportNews[] = [...opened, { type: "check_started" }, { type: "checked", mapping, dryRun }];

describe("an import", () => {
  it("goes from file to columns to dry run to done", () => {
    expect(after(...opened).step.at).toBe("columns");
    expect(after(...checked).step.at).toBe("checked");
    const done = after(...checked, { type: "commit_started" }, { type: "committed", batch });
    expect(done.step).toMatchObject({ at: "done", batch: { rows: 51 } });
  });

  it("cannot be committed before it was checked", () => {
    expect(after(...opened, { type: "commit_started" }).step.at).toBe("columns");
    expect(after({ type: "committed", batch }).step.at).toBe("choose");
  });

  it("forgets the dry run when a column changes", () => {
    const changed = after(...checked, { type: "mapped", mapping: assign(mapping, 1, "none") });
    expect(changed.step.at).toBe("columns");
    expect("dryRun" in changed.step).toBe(false);
  });

  it("ignores the answer for columns that were changed meanwhile", () => {
    const other = { ...mapping, dates_are_week_ending: true };
    const state = after(
      ...opened,
      { type: "check_started" },
      { type: "mapped", mapping: other },
      { type: "check_started" },
      { type: "checked", mapping, dryRun },
    );
    expect(state.step.at).toBe("checking");
  });

  it("goes back one step on an error and keeps what was chosen", () => {
    const unread = after({ type: "file_chosen", file }, { type: "failed", error: failure });
    expect(unread).toEqual({ step: { at: "choose" }, error: failure });
    const stopped = after(...checked, { type: "commit_started" }, { type: "failed", error: failure });
    expect(stopped.step.at).toBe("checked");
    expect(stopped.error).toBe(failure);
  });

  it("can be undone as a whole once done, and only then", () => {
    const undo = { removed: 51, kept: [] };
    expect(after(...checked, { type: "undone", undo }).step.at).toBe("checked");
    const undone = after(
      ...checked,
      { type: "commit_started" },
      { type: "committed", batch },
      { type: "undone", undo },
    );
    expect(undone.step).toMatchObject({ at: "undone", undo: { removed: 51 } });
  });

  it("does not offer to bring in nothing, or rows about which a question is open", () => {
    const step = after(...checked).step;
    expect(canImport(step)).toBe(true);
    const empty = after(
      ...opened,
      { type: "check_started" },
      {
        type: "checked",
        mapping,
        dryRun: { ...dryRun, coming_in_count: 0 },
      },
    );
    expect(canImport(empty.step)).toBe(false);
    const asked = after(
      ...opened,
      { type: "check_started" },
      {
        type: "checked",
        mapping,
        dryRun: { ...dryRun, question: { code: "date_order", text: "Which comes first?", choices: [] } },
      },
    );
    expect(canImport(asked.step)).toBe(false);
  });
});

describe("columns", () => {
  it("moves a part to the column it is given to", () => {
    const moved = assign(mapping, 2, "events");
    expect(moved).toMatchObject({ start: 0, events: 2, exposure: null });
  });

  it("names what is missing as a person calls it", () => {
    const labels = { events: "Missed visits", exposure: "Planned visits" };
    expect(missingColumns({ ...mapping, start: null, exposure: null }, labels)).toEqual([
      "the date",
      "Planned visits",
    ]);
    expect(missingColumns({ ...mapping, exposure: null }, { ...labels, exposure: null })).toEqual([]);
  });

  it("takes the answer to a question about dates", () => {
    expect(answer(mapping, "month_first").date_order).toBe("month_first");
    expect(answer(mapping, "week_ending").dates_are_week_ending).toBe(true);
    expect(answer(mapping, "something else")).toBe(mapping);
  });
});
