import { describe, expect, it } from "vitest";
import type { Grid } from "$lib/ipc";
import { press } from "./grid-keys";
import { GridModel } from "./grid-model";
import { isBlock, pasteColumn } from "./pasted-block";

const weeks: [string, string, string, string][] = [
  ["2026-10-05", "5 Oct 2026", "1", "1251"],
  ["2026-10-12", "12 Oct 2026", "1", "1258"],
  ["2026-10-19", "19 Oct 2026", "", ""],
  ["2026-10-26", "26 Oct 2026", "", ""],
];

function weekGrid(exposure: string | null = "Planned visits"): Grid {
  return {
    measure_id: "m1",
    every: "week",
    events_label: "Missed visits",
    exposure_label: exposure,
    earlier: null,
    later: null,
    rows: weeks.map(([start, label, events, base]) => ({
      start,
      label,
      events,
      exposure: base,
      note: "",
      state: events === "" ? "empty" : "entered",
    })),
  };
}

/** Sends keys as the grid's cells would: names in angle brackets are keys, the rest is text. */
function keys(model: GridModel, ...sent: string[]): GridModel {
  return sent.reduce((now, each) => {
    const name = /^<(.+)>$/.exec(each)?.[1];
    if (name === undefined) return now.type(each);
    const parts = name.split("+");
    return press(now, {
      key: parts.at(-1) ?? "",
      shift: parts.includes("Shift"),
      ctrl: parts.includes("Ctrl"),
    }).model;
  }, model);
}

describe("moving", () => {
  it("opens on the first period without counts", () => {
    expect(GridModel.from(weekGrid()).cursor).toEqual({ row: 2, column: 0 });
  });

  it("opens on the period that holds a date, when one is asked for", () => {
    const at = (date: string) => GridModel.from(weekGrid(), [], date).cursor.row;
    expect(at("2026-10-12")).toBe(1);
    expect(at("2026-10-18")).toBe(1);
    expect(at("2020-01-01")).toBe(2);
  });

  it("moves by arrows, Enter and Shift+Enter, and stays inside", () => {
    const model = GridModel.from(weekGrid());
    expect(keys(model, "<ArrowRight>", "<ArrowRight>", "<ArrowRight>").cursor).toEqual({
      row: 2,
      column: 2,
    });
    expect(keys(model, "<Enter>", "<Enter>", "<Enter>").cursor).toEqual({ row: 3, column: 0 });
    expect(keys(model, "<Shift+Enter>").cursor).toEqual({ row: 1, column: 0 });
    expect(keys(model, "<Ctrl+End>").cursor).toEqual({ row: 3, column: 2 });
    expect(keys(model, "<PageUp>").cursor).toEqual({ row: 0, column: 0 });
  });

  it("leaves Tab to the browser", () => {
    const model = GridModel.from(weekGrid());
    expect(press(model, { key: "Tab", shift: false, ctrl: false }).handled).toBe(false);
  });

  it("has no column for a denominator when the measure has none", () => {
    expect(GridModel.from(weekGrid(null)).columns).toEqual(["events", "note"]);
  });
});

describe("typing", () => {
  it("replaces the cell and keeps it on leaving", () => {
    const model = keys(GridModel.from(weekGrid()), "1", "12", "<Enter>");
    expect(model.value({ row: 2, column: 0 })).toBe("12");
    expect(model.unsaved()).toEqual([{ start: "2026-10-19", events: "12", exposure: "", note: "" }]);
  });

  it("gives the old text back on Esc", () => {
    const model = keys(GridModel.from(weekGrid()), "<ArrowUp>", "7", "<Escape>");
    expect(model.value({ row: 1, column: 0 })).toBe("1");
    expect(model.unsaved()).toEqual([]);
    expect(model.editing).toBe(false);
  });

  it("lets arrows move in the text after F2, and out of the cell otherwise", () => {
    const start = GridModel.from(weekGrid());
    const inText = keys(start, "<F2>");
    expect(press(inText, { key: "ArrowRight", shift: false, ctrl: false }).handled).toBe(false);
    expect(keys(start, "4", "<ArrowRight>").cursor).toEqual({ row: 2, column: 1 });
    expect(keys(inText, "<ArrowDown>").cursor).toEqual({ row: 3, column: 0 });
  });

  it("empties a cell with Delete, but deletes one letter while typing", () => {
    const up = keys(GridModel.from(weekGrid()), "<ArrowUp>");
    expect(keys(up, "<Delete>").value({ row: 1, column: 0 })).toBe("");
    const typing = keys(up, "15");
    expect(press(typing, { key: "Backspace", shift: false, ctrl: false }).handled).toBe(false);
  });
});

describe("undo", () => {
  it("takes back one cell at a time and goes to it", () => {
    const typed = keys(GridModel.from(weekGrid()), "3", "<ArrowRight>", "1241", "<Enter>");
    const once = keys(typed, "<Ctrl+z>");
    expect(once.cursor).toEqual({ row: 2, column: 1 });
    expect(once.value({ row: 2, column: 1 })).toBe("");
    expect(once.value({ row: 2, column: 0 })).toBe("3");
    const twice = keys(once, "<Ctrl+z>");
    expect(twice.unsaved()).toEqual([]);
    expect(keys(twice, "<Ctrl+y>").value({ row: 2, column: 0 })).toBe("3");
  });

  it("takes back what is being typed first", () => {
    const model = keys(GridModel.from(weekGrid()), "3", "<Ctrl+z>");
    expect(model.value({ row: 2, column: 0 })).toBe("");
    expect(model.canUndo).toBe(false);
  });

  it("takes back a whole pasted block, also after it was saved", () => {
    const block = [
      { start: "2026-10-19", events: "1", exposure: "1241", note: "" },
      { start: "2026-10-26", events: "2", exposure: "1250", note: "" },
    ];
    const pasted = GridModel.from(weekGrid()).putIn(block).withAnswer(block, { problems: [] });
    expect(pasted.unsaved()).toEqual([]);
    const back = pasted.undo();
    expect(back.unsaved().map((edit) => [edit.start, edit.events])).toEqual([
      ["2026-10-19", ""],
      ["2026-10-26", ""],
    ]);
  });
});

describe("saving", () => {
  it("keeps a refused row unsaved and shows the problem in its cell", () => {
    const typed = keys(GridModel.from(weekGrid()), "-3", "<Enter>");
    const answered = typed.withAnswer(typed.unsaved(), {
      problems: [{ start: "2026-10-19", column: "events", message: "A count cannot be negative." }],
    });
    expect(answered.problem("2026-10-19", "events")).toBe("A count cannot be negative.");
    expect(answered.unsaved()).toHaveLength(1);
    const mended = keys(answered, "<ArrowUp>", "3", "<Enter>");
    const saved = mended.withAnswer(mended.unsaved(), { problems: [] });
    expect(saved.problem("2026-10-19", "events")).toBeNull();
    expect(saved.rows[2]?.state).toBe("entered");
  });

  it("counts typing done while a save was under way as unsaved", () => {
    const first = keys(GridModel.from(weekGrid()), "3", "<Enter>");
    const sent = first.unsaved();
    const later = keys(first, "<ArrowUp>", "4", "<Enter>").withAnswer(sent, { problems: [] });
    expect(later.unsaved().map((edit) => edit.events)).toEqual(["4"]);
  });

  it("lays typed but unsaved rows over the store's own", () => {
    const model = GridModel.from(weekGrid(), [
      { start: "2026-10-12", events: "9", exposure: "1258", note: "sickness" },
    ]);
    expect(model.value({ row: 1, column: 0 })).toBe("9");
    expect(model.unsaved()).toHaveLength(1);
  });
});

describe("a pasted block", () => {
  it("is told from a single value, also with the line end a spreadsheet adds", () => {
    expect(isBlock("1169\r\n")).toBe(false);
    expect(isBlock("6\t1169\r\n8\t1168\r\n")).toBe(true);
  });

  it("begins with the dates when its first column holds dates", () => {
    expect(pasteColumn("27/10/2025\t6\t1169", "events")).toBe("start");
    expect(pasteColumn("Week\tMissed\n27 Oct 2025\t6", "exposure")).toBe("start");
    expect(pasteColumn("6\t1,169\n8\t1,168", "events")).toBe("events");
    expect(pasteColumn("12.5\t1169\n8\t1168", "events")).toBe("events");
    expect(pasteColumn("1169\n1168", "exposure")).toBe("exposure");
    expect(pasteColumn("sickness\nsnow", "note")).toBeNull();
  });
});
