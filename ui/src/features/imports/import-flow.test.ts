import { beforeEach, describe, expect, it, vi } from "vitest";
import type { ImportMapping, ImportPreview } from "$lib/ipc";
import { ImportFlow } from "./import-flow.svelte";

const program = vi.hoisted(() => ({
  asked: [] as string[],
  checked: [] as ImportMapping[],
  preview: null as unknown,
  fileChosen: true,
  /** The step that somebody stops. */
  stoppedAt: null as string | null,
  tell: (_: { payload: { done: number; total: number; text: string } }) => {},
}));

vi.mock("../../bindings", () => {
  const answer = <T>(command: string, data: T) => {
    program.asked.push(command);
    if (program.stoppedAt === command) {
      const error = {
        code: "stopped",
        message: "",
        field: null,
        wait_seconds: null,
        problems: [],
        choices: [],
      };
      return Promise.resolve({ status: "error" as const, error });
    }
    return Promise.resolve({ status: "ok" as const, data });
  };
  return {
    events: {
      importProgress: {
        listen: (callback: typeof program.tell) => {
          program.tell = callback;
          return Promise.resolve(() => undefined);
        },
      },
    },
    commands: {
      importChoose: () =>
        answer(
          "importChoose",
          program.fileChosen ? { token: "f1", name: "ecm_export.csv", size_text: "4 KB" } : null,
        ),
      importOpen: () => answer("importOpen", program.preview),
      importCheck: (_token: string, _measure: string, mapping: ImportMapping) => {
        program.checked.push(mapping);
        return answer("importCheck", {
          coming_in: [],
          coming_in_count: 52,
          not_coming_in: [],
          not_coming_in_count: 0,
          already_here_count: 0,
          warnings: [],
          question: null,
          totals: "52 weeks",
        });
      },
      cancelWork: () => answer("cancelWork", null),
      importRows: (token: string, list: string, from: unknown) => answer("importRows", { token, list, from }),
      importCommit: () => answer("importCommit", { id: "b1", rows: 52 }),
      importUndo: (_batch: string, includingCorrected: boolean) =>
        answer("importUndo", { removed: includingCorrected ? 1 : 51, kept: includingCorrected ? [] : [{}] }),
    },
  };
});

const mapping: ImportMapping = {
  start: 0,
  events: 1,
  exposure: 2,
  date_order: "day_first",
  dates_are_week_ending: false,
};

function preview(changes: Partial<ImportPreview> = {}): ImportPreview {
  return {
    header: ["Week", "Missed", "Planned"],
    sample: [],
    row_count: 52,
    sheet: null,
    sheets: [],
    notes: [],
    mapping,
    why: [],
    question: null,
    ...changes,
  };
}

const newFlow = () => new ImportFlow("m1", { events: "Missed visits", exposure: "Planned visits" });

beforeEach(() => {
  program.asked.length = 0;
  program.checked.length = 0;
  program.preview = preview();
  program.fileChosen = true;
  program.stoppedAt = null;
});

describe("importing a file", () => {
  it("checks every row by itself when all is clear, and brings nothing in before the button", async () => {
    const flow = newFlow();
    await flow.choose();
    expect(flow.state.step.at).toBe("checked");
    expect(program.asked).toEqual(["importChoose", "importOpen", "importCheck"]);
    await flow.commit();
    expect(flow.state.step.at).toBe("done");
    expect(program.asked.at(-1)).toBe("importCommit");
  });

  it("stays where it was when no file was chosen", async () => {
    program.fileChosen = false;
    const flow = newFlow();
    await flow.choose();
    expect(flow.state).toEqual({ step: { at: "choose" }, error: null });
  });

  it("asks which comes first, day or month, before it checks", async () => {
    const question = {
      text: "Is 03/11/2025 3 November or 11 March?",
      code: "date_order",
      choices: [
        { value: "day_first", label: "3 November" },
        { value: "month_first", label: "11 March" },
      ],
    };
    program.preview = preview({ question, mapping: { ...mapping, date_order: null } });
    const flow = newFlow();
    await flow.choose();
    expect(flow.state.step.at).toBe("columns");
    expect(program.checked).toEqual([]);
    await flow.answer("month_first");
    expect(flow.state.step.at).toBe("checked");
    expect(program.checked).toEqual([{ ...mapping, date_order: "month_first" }]);
  });

  it("waits for every column, and checks anew when one changes", async () => {
    program.preview = preview({ mapping: { ...mapping, exposure: null } });
    const flow = newFlow();
    await flow.choose();
    expect(flow.missing).toEqual(["Planned visits"]);
    expect(flow.state.step.at).toBe("columns");
    await flow.give(2, "exposure");
    expect(flow.state.step.at).toBe("checked");
    await flow.setWeekEnding(true);
    expect(program.checked.at(-1)?.dates_are_week_ending).toBe(true);
  });

  it("undoes the whole file, and then the rows that were corrected when they are asked for", async () => {
    const flow = newFlow();
    await flow.choose();
    await flow.commit();
    await flow.undo();
    expect(flow.state.step).toMatchObject({ at: "undone", undo: { removed: 51 } });
    await flow.undo(true);
    expect(flow.state.step).toMatchObject({ at: "undone", undo: { removed: 1, kept: [] } });
  });

  it("leads back to the file when reading or checking was stopped, and to the rows when importing was", async () => {
    for (const command of ["importOpen", "importCheck"]) {
      program.stoppedAt = command;
      const flow = newFlow();
      await flow.choose();
      expect(flow.state).toEqual({ step: { at: "choose" }, error: null });
      expect(flow.stopped).toBe(true);
      program.stoppedAt = null;
      await flow.choose();
      expect(flow.stopped).toBe(false);
      expect(flow.state.step.at).toBe("checked");
    }
    program.stoppedAt = "importCommit";
    const flow = newFlow();
    await flow.choose();
    flow.cancel();
    await flow.commit();
    expect(program.asked).toContain("cancelWork");
    expect(flow.state.step.at).toBe("checked");
    expect(flow.state.error).toBeNull();
    expect(flow.stopped).toBe(true);
  });

  it("says how far the present step is, and forgets it with the step", async () => {
    const flow = newFlow();
    flow.follow();
    program.tell({ payload: { done: 1, total: 4, text: "Reading the file…" } });
    expect(flow.progress).toEqual({ done: 1, total: 4, text: "Reading the file…" });
    await flow.choose();
    expect(flow.progress).toBeNull();
  });

  it("asks for a page of the file that was checked", async () => {
    const flow = newFlow();
    await flow.choose();
    await expect(flow.rows("not_coming_in", { place: 200 })).resolves.toEqual({
      token: "f1",
      list: "not_coming_in",
      from: { place: 200 },
    });
  });
});
