import { beforeEach, describe, expect, it, vi } from "vitest";
import type { RoundKindRow, RoundRow } from "$lib/ipc";

const roundPaste = vi.fn();
const roundAdd = vi.fn();
const roundAmend = vi.fn();
vi.mock("../../../bindings", () => ({ commands: { roundPaste, roundAdd, roundAmend } }));

const { RoundEntryForm, linesAt } = await import("./round-form.svelte");
const { rowProblems } = await import("./round-words");

const scores: RoundKindRow[] = [
  { kind: "scores", label: "Scores", has_scale: true },
  { kind: "answers", label: "Survey answers", has_scale: true },
];
const times: RoundKindRow[] = [{ kind: "durations", label: "Times taken", has_scale: false }];

const before: RoundRow = {
  id: "r1",
  rev: 3,
  side: "before",
  side_label: "Before",
  on: "2026-02-01",
  on_label: "1 February 2026",
  kind: "scores",
  kind_label: "Scores",
  lowest: "0",
  highest: "10",
  count: "1 score",
  entries: [{ code: "S-01", value: "4" }],
  note: "Asked at supervision.",
  removed: false,
  recorded: "",
};

beforeEach(() => {
  for (const command of [roundPaste, roundAdd, roundAmend]) command.mockReset();
});

describe("a round as it is entered", () => {
  it("begins with rows ready and a usual scale", () => {
    const form = new RoundEntryForm("m1", scores, null, []);
    expect(form.keep()).toMatchObject({ side: "before", kind: "scores", lowest: "1", highest: "5" });
    expect(form.entries.length).toBe(5);
  });

  it("takes kind and scale of the rounds there are, and the other side", () => {
    const form = new RoundEntryForm("m1", scores, null, [before]);
    expect(form.keep()).toMatchObject({ side: "after", kind: "scores", lowest: "0", highest: "10" });
    const alone = new RoundEntryForm("m1", times, null, [{ ...before, removed: true }]);
    expect(alone.keep()).toMatchObject({ side: "before", kind: "durations", lowest: "" });
  });

  it("opens a round as it would be typed and stores it over its revision", async () => {
    roundAmend.mockResolvedValue({ status: "ok", data: before });
    const form = new RoundEntryForm("m1", scores, before, [before]);
    expect(form.on).toBe("1 Feb 2026");
    form.reason = " Read wrongly. ";
    await form.save(before);
    expect(roundAmend).toHaveBeenCalledWith("r1", 3, form.wire(), "Read wrongly.");
  });

  it("sends blank rows too, so that a refusal names rows as they stand", () => {
    const form = new RoundEntryForm("m1", scores, null, []);
    form.entries[3] = { code: "S-01", value: "4", open: true };
    const { entries } = form.wire();
    expect(entries.length).toBe(5);
    expect(entries[3]).toEqual({ code: "S-01", value: "4", open: false });
  });

  it("adds a row under another and never takes the last one away", () => {
    const form = new RoundEntryForm("m1", scores, before, [before]);
    expect(form.addRow(0)).toBe(1);
    expect(form.removeRow(1)).toBe(0);
    expect(form.removeRow(0)).toBe(0);
    expect(form.entries).toEqual([{ code: "", value: "", open: false }]);
  });

  it("keeps and brings back what was typed", () => {
    const form = new RoundEntryForm("m1", times, null, []);
    form.entries[0] = { code: "A1", value: "1:30", open: true };
    const again = new RoundEntryForm("m1", times, null, []);
    again.bringBack(form.keep());
    expect(again.wire()).toEqual(form.wire());
  });
});

describe("a pasted block", () => {
  it("comes in under what is there, and what was not understood stays to be corrected", async () => {
    roundPaste.mockResolvedValue({
      status: "ok",
      data: {
        entries: [{ code: "S-02", value: "3" }],
        problems: [{ row: 2, content: "S-03 · four", message: "Not a number." }],
        heading: false,
      },
    });
    const form = new RoundEntryForm("m1", scores, before, [before]);
    form.addRow();
    await form.readBlock("S-02\t3\r\nS-03\tfour\r\n");
    expect(roundPaste).toHaveBeenCalledWith("m1", "scores", "S-02\t3\r\nS-03\tfour\r\n");
    expect(form.entries.map((entry) => entry.code)).toEqual(["S-01", "S-02"]);
    expect(form).toMatchObject({ block: "S-03\tfour", cameIn: 1 });
    expect(form.problems.length).toBe(1);
  });

  it("is kept whole where it could not be read", async () => {
    const error = {
      code: "file_unreadable",
      message: "No.",
      field: null,
      wait_seconds: null,
      problems: [],
      choices: [],
    };
    roundPaste.mockResolvedValue({ status: "error", error });
    const form = new RoundEntryForm("m1", scores, before, [before]);
    await form.readBlock("a\nb");
    expect(form.block).toBe("a\nb");
    expect(form.blockError?.message).toBe("No.");
    expect(form.entries.length).toBe(1);
  });

  it("gives back lines by their row", () => {
    expect(linesAt("a\r\nb\nc", [1, 3])).toBe("a\nc");
  });
});

it("takes a refusal of several rows apart", () => {
  const found = rowProblems(
    "This is too long. Row 2: “x” is not a number, such as 4. Row 12: S-01 is in row 3 already.",
  );
  expect(found.others).toBe("This is too long.");
  expect([...found.byRow]).toEqual([
    [2, "“x” is not a number, such as 4."],
    [12, "S-01 is in row 3 already."],
  ]);
  expect(rowProblems(null)).toEqual({ byRow: new Map(), others: null });
});
