import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { CommandError, Grid, GridEdit, GridSaved } from "$lib/ipc";
import { press } from "./grid-keys";
import { CountEntry } from "./count-entry.svelte";

/** Stands in for the program: what it holds, what it was asked, and how it answers. */
const program = vi.hoisted(() => ({
  drafts: new Map<string, string>(),
  saves: [] as GridEdit[][],
  orders: [] as (string | null)[],
  problems: [] as GridSaved["problems"],
  refusal: null as CommandError | null,
}));

vi.mock("../../../bindings", () => {
  const ok = <T>(data: T) => Promise.resolve({ status: "ok" as const, data });
  return {
    events: {},
    commands: {
      draftLoad: (key: string) => {
        const body = program.drafts.get(key);
        return ok(body === undefined ? null : { key, body, saved: "10:41", based_on: null });
      },
      draftSave: (key: string, _basedOn: number | null, body: string) => {
        program.drafts.set(key, body);
        return ok({ at: "10:42" });
      },
      draftDiscard: (key: string) => {
        program.drafts.delete(key);
        return ok(null);
      },
      gridLoad: (_measure: string, around: string | null) => ok(around === null ? newest : earlier),
      gridPaste: (_measure: string, start: string, _into: string, text: string, order: string | null) => {
        const asks = text.includes("/") && order === null;
        program.orders.push(order);
        return ok({
          edits: asks
            ? []
            : [
                { start, events: "3", exposure: "1250", note: "" },
                { start: "2026-11-09", events: "2", exposure: "1260", note: "" },
              ],
          problems: [],
          question: asks ? { code: "date_order", text: "Day first?", choices: [] } : null,
        });
      },
      gridSave: (_measure: string, edits: GridEdit[]) => {
        program.saves.push(edits);
        if (program.refusal) return Promise.resolve({ status: "error" as const, error: program.refusal });
        const mine = program.problems.filter((problem) => edits.some((edit) => edit.start === problem.start));
        return ok({ saved: edits.length - mine.length, problems: mine, at: "10:42" });
      },
    },
  };
});

function grid(starts: string[]): Grid {
  return {
    measure_id: "m1",
    every: "week",
    events_label: "Missed visits",
    exposure_label: "Planned visits",
    earlier: null,
    later: null,
    rows: starts.map((start) => ({
      start,
      label: start,
      events: "",
      exposure: "",
      note: "",
      state: "empty",
    })),
  };
}
const newest = grid(["2026-10-26", "2026-11-02"]);
const earlier = grid(["2026-10-12", "2026-10-19"]);
const draftKey = "grid:m1";

/** Types into the cell under the cursor and presses Enter, as the grid's cells would. */
function enter(entry: CountEntry, text: string) {
  const model = entry.model;
  if (!model) throw new Error("the grid has not been opened");
  const left = model.rows[model.cursor.row]?.start ?? "";
  entry.change(press(model.type(text), { key: "Enter", shift: false, ctrl: false }).model);
  entry.leaveRow(left);
}

async function opened(around: string | null = null): Promise<CountEntry> {
  const entry = new CountEntry("m1");
  await entry.load(around);
  return entry;
}

/** Lets every save and draft that is due run to its end. */
const settle = () => vi.advanceTimersByTimeAsync(3000);

beforeEach(() => {
  vi.useFakeTimers();
  program.drafts.clear();
  program.saves.length = 0;
  program.orders.length = 0;
  program.problems = [];
  program.refusal = null;
});
afterEach(() => void vi.useRealTimers());

describe("entering counts", () => {
  it("stores a row when it is left and leaves no draft behind", async () => {
    const entry = await opened();
    enter(entry, "3");
    await settle();
    expect(program.saves).toEqual([[{ start: "2026-10-26", events: "3", exposure: "", note: "" }]]);
    expect(entry.saved).toEqual({ name: "saved", at: "10:42" });
    expect(program.drafts.size).toBe(0);
  });

  it("does not store a row that was only passed through", async () => {
    const entry = await opened();
    entry.leaveRow("2026-10-26");
    await settle();
    expect(program.saves).toEqual([]);
  });

  it("keeps a refused row as a draft and brings it back the next time", async () => {
    program.problems = [{ start: "2026-10-26", column: "events", message: "Not a count." }];
    const entry = await opened();
    enter(entry, "-3");
    await settle();
    expect(entry.saved.name).toBe("failed");
    expect(entry.model?.problem("2026-10-26", "events")).toBe("Not a count.");
    expect(program.drafts.get(draftKey)).toContain("-3");

    const again = await opened();
    expect(again.broughtBack).toBe(1);
    expect(again.model?.value({ row: 0, column: 0 })).toBe("-3");
  });

  it("loses nothing when the disk is full, and stores it when there is room", async () => {
    program.refusal = {
      code: "disk_full",
      message: "The disk is full.",
      field: null,
      wait_seconds: null,
      problems: [],
      choices: [],
    };
    const entry = await opened();
    enter(entry, "3");
    await settle();
    expect(entry.saved).toMatchObject({ name: "failed" });
    expect(entry.model?.unsaved()).toHaveLength(1);
    program.refusal = null;
    await entry.saveAll();
    expect(entry.saved).toEqual({ name: "saved", at: "10:42" });
    expect(entry.model?.unsaved()).toEqual([]);
  });

  it("keeps a refused row while other periods are on the page", async () => {
    program.problems = [{ start: "2026-10-26", column: "events", message: "Not a count." }];
    const entry = await opened();
    enter(entry, "-3");
    await entry.goTo("2026-10-12");
    expect(entry.model?.rows.map((row) => row.start)).toEqual(["2026-10-12", "2026-10-19"]);
    program.problems = [];
    await entry.saveAll();
    expect(program.saves.at(-1)).toEqual([{ start: "2026-10-26", events: "-3", exposure: "", note: "" }]);
  });
});

describe("a pasted block", () => {
  it("changes nothing before the yes, and then stores rows beyond the page as well", async () => {
    const entry = await opened();
    await entry.readBlock("2026-11-02", "events", "3\t1250\n2\t1260");
    expect(entry.pasted?.rows).toHaveLength(2);
    expect(entry.model?.unsaved()).toEqual([]);
    expect(program.saves).toEqual([]);

    await entry.putIn();
    expect(program.saves[0]?.map((edit) => edit.start)).toEqual(["2026-11-02", "2026-11-09"]);
    expect(entry.model?.value({ row: 1, column: 1 })).toBe("1250");
    await settle();
    expect(program.drafts.size).toBe(0);
  });

  it("is taken back as a whole, in the store too", async () => {
    const entry = await opened();
    await entry.readBlock("2026-11-02", "events", "3\t1250\n2\t1260");
    await entry.putIn();
    entry.undo();
    await settle();
    const last = program.saves.at(-1) ?? [];
    expect(last.find((edit) => edit.start === "2026-11-02")).toMatchObject({ events: "", exposure: "" });
  });

  it("whose dates can be read two ways is read when that is answered", async () => {
    const entry = await opened();
    await entry.readBlock("2026-11-02", "events", "02/11/2026\t3\t1250\n09/11/2026\t2\t1260");
    expect(entry.pasted?.answer.question?.code).toBe("date_order");
    expect(entry.pasted?.rows).toEqual([]);
    await entry.answer("day_first");
    expect(program.orders).toEqual([null, "day_first"]);
    expect(entry.pasted?.answer.question).toBeNull();
    expect(entry.pasted?.rows).toHaveLength(2);
  });

  it("is not put into notes", async () => {
    const entry = await opened();
    await entry.readBlock("2026-11-02", "note", "snow\nsickness");
    expect(entry.pasted).toBeNull();
  });
});
