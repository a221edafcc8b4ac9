import { beforeEach, describe, expect, it, vi } from "vitest";
import type { ConcernImportRow, ConcernMapping, ConcernPreview, ConcernRun, Question } from "$lib/ipc";
import { ConcernFlow } from "./concern-flow.svelte";
import { canImport } from "./import-steps";

type Refusal = { code: string; field: string | null; message: string };

const program = vi.hoisted(() => ({
  asked: [] as string[],
  checked: [] as unknown[],
  committed: [] as unknown[],
  /** The file that the system's own window gives, or null where none was chosen. */
  file: "register.csv" as string | null,
  preview: null as unknown,
  /** What the check finds, by what it was asked. */
  run: (_: unknown): unknown => null,
  /** Refusals to come, by command; each is given once. */
  refuses: new Map<string, unknown>(),
  /** Answers that are waited for, by command. */
  holds: new Map<string, Promise<void>>(),
}));

vi.mock("../../bindings", () => {
  const answer = async (command: string, data: () => unknown) => {
    program.asked.push(command);
    const refusal = program.refuses.get(command);
    const held = program.holds.get(command);
    program.refuses.delete(command);
    program.holds.delete(command);
    const found = data();
    await held;
    return refusal ? { status: "error", error: refusal } : { status: "ok", data: found };
  };
  return {
    events: { importProgress: { listen: () => Promise.resolve(() => undefined) } },
    commands: {
      importChoose: () =>
        answer(
          "choose",
          () => program.file && { token: program.file, name: program.file, size_text: "4 KB" },
        ),
      concernImportOpen: (token: string, service: string, sheet: string | null) =>
        answer(`open ${token} ${service} ${sheet ?? "-"}`, () => program.preview),
      concernImportCheck: (_token: string, service: string, mapping: unknown) => {
        program.checked.push({ service, mapping });
        return answer("check", () => program.run(mapping));
      },
      concernImportCommit: (_token: string, service: string, mapping: unknown) => {
        program.committed.push({ service, mapping });
        return answer("commit", () => ({ id: "b1", cases: 18 }));
      },
      cancelWork: () => answer("cancel", () => null),
    },
  };
});

const refusal = (code: string, field: string | null = null): Refusal & Record<string, unknown> => ({
  code,
  field,
  message: `Refused: ${code}`,
  wait_seconds: null,
  problems: [],
  choices: [],
});

const role = (code: string, needed = false) => ({
  code,
  label: `${code}?`,
  hint: "",
  needed,
  same: code === "decision",
  choices: [],
});

function preview(changes: Partial<ConcernPreview> = {}): ConcernPreview {
  return {
    header: ["Date", "Resident", "Details", "Decided"],
    sample: [],
    row_count: 20,
    sheet: null,
    sheets: [],
    notes: [],
    roles: [role("aware", true), role("who"), role("what"), role("decided"), role("decision")],
    mapping: { columns: { aware: 0, who: 1, what: 2 }, same: {} },
    ...changes,
  };
}

function run(changes: Partial<ConcernRun> = {}): ConcernRun {
  return {
    coming_in: [],
    coming_in_count: 18,
    not_coming_in: [],
    not_coming_in_count: 2,
    warnings: [],
    question: null,
    totals: "18 concerns",
    ...changes,
  };
}

const question = (code: string): Question => ({ code, text: `About ${code}?`, choices: [] });
const dates = question("date_order");
const names = question("same_names");

/** A check that asks about the dates first, and then about the names, until both are answered. */
const asksBoth = (mapping: unknown): ConcernRun => {
  const { date_order, same_names } = mapping as ConcernMapping;
  if (!date_order) return run({ question: dates, coming_in_count: 0, not_coming_in_count: 0 });
  return run({ question: same_names ? null : names });
};

let brought: ConcernImportRow[];

async function chosen(): Promise<ConcernFlow> {
  const flow = new ConcernFlow((batch) => brought.push(batch));
  await flow.chooseService("s1");
  await flow.choose();
  return flow;
}

beforeEach(() => {
  brought = [];
  program.asked.length = 0;
  program.checked.length = 0;
  program.committed.length = 0;
  program.file = "register.csv";
  program.preview = preview();
  program.run = () => run();
  program.refuses.clear();
  program.holds.clear();
});

describe("bringing concerns in", () => {
  it("asks for no file before it is known whose concerns they are", async () => {
    const flow = new ConcernFlow(() => undefined);
    await flow.choose();
    expect(program.asked).toEqual([]);
    await flow.chooseService("s1");
    await flow.choose();
    expect(program.asked).toEqual(["choose", "open register.csv s1 -", "check"]);
  });

  it("checks by itself, brings in once asked, and says so", async () => {
    const flow = await chosen();
    expect(flow.state.step.at).toBe("checked");
    expect(brought).toEqual([]);
    await flow.commit();
    expect(flow.state.step).toMatchObject({
      at: "done",
      batch: { id: "b1" },
      run: { not_coming_in_count: 2 },
    });
    expect(brought).toEqual([{ id: "b1", cases: 18 }]);
    await flow.commit();
    expect(program.committed).toHaveLength(1);
  });

  it("stays where it was when no file was chosen", async () => {
    const flow = await chosen();
    program.file = null;
    await flow.choose();
    expect(flow.state.step).toMatchObject({ at: "checked", file: { name: "register.csv" } });
  });

  it("waits for what a file cannot be read without", async () => {
    program.preview = preview({ mapping: { columns: { what: 2 } } });
    const flow = await chosen();
    expect(flow.missing.map((each) => each.code)).toEqual(["aware"]);
    expect(program.checked).toEqual([]);
    await flow.give("aware", { by: "column", column: 0 });
    expect(flow.missing).toEqual([]);
    expect(flow.state.step.at).toBe("checked");
  });

  it("puts a refusal at the field it is about, and keeps everything that was said", async () => {
    const flow = await chosen();
    program.refuses.set("check", refusal("invalid", "decision"));
    await flow.give("decided", { by: "column", column: 3 });
    expect(flow.state.step).toMatchObject({ at: "columns", mapping: { columns: { aware: 0, decided: 3 } } });
    expect(flow.wrong).toBe("decision");
    await flow.give("decision", { by: "same", answer: "s42_duty_met" });
    expect(flow.wrong).toBeNull();
    expect(flow.state.step.at).toBe("checked");
    await flow.commit();
    expect(program.committed).toMatchObject([
      { service: "s1", mapping: { same: { decision: "s42_duty_met" } } },
    ]);
  });

  it("shows a refusal that is about no field by itself, and checks again when asked", async () => {
    const flow = new ConcernFlow(() => undefined);
    await flow.chooseService("s1");
    program.refuses.set("check", refusal("file_unreadable"));
    await flow.choose();
    expect(flow.wrong).toBeNull();
    expect(flow.state).toMatchObject({ step: { at: "columns" }, error: { code: "file_unreadable" } });
    await flow.check();
    expect(flow.state).toMatchObject({ step: { at: "checked" }, error: null });
  });

  it("leads back to the file when it cannot be read", async () => {
    program.refuses.set("open register.csv s1 -", refusal("file_unreadable"));
    const flow = await chosen();
    expect(flow.state).toMatchObject({ step: { at: "choose" }, error: { code: "file_unreadable" } });
  });

  it("knows the columns again when the file was put right and is chosen again, or a sheet is gone back to", async () => {
    const flow = await chosen();
    await flow.give("what", { by: "nothing" });
    await flow.give("decision", { by: "same", answer: "no_further_action" });
    program.file = "register (2).csv";
    await flow.choose();
    expect(flow.state.step).toMatchObject({
      file: { name: "register (2).csv" },
      mapping: { columns: { aware: 0, who: 1 }, same: { decision: "no_further_action" } },
    });
    program.preview = preview({ header: ["Other"], mapping: { columns: { aware: 0 } } });
    await flow.openSheet("2025");
    expect(program.asked.at(-2)).toBe("open register (2).csv s1 2025");
    expect(flow.state.step).toMatchObject({ mapping: { columns: { aware: 0 }, same: {} } });
  });

  it("ignores what a check says of columns that were changed meanwhile", async () => {
    const flow = await chosen();
    let late = () => {};
    program.holds.set("check", new Promise((resolve) => (late = resolve)));
    program.run = () => run({ totals: "late" });
    const first = flow.give("who", { by: "nothing" });
    program.run = () => run({ totals: "present" });
    await flow.give("what", { by: "nothing" });
    late();
    await first;
    expect(flow.state.step).toMatchObject({ at: "checked", run: { totals: "present" } });
  });

  it("goes back to the columns when checking was stopped, and to the rows when importing was", async () => {
    const flow = await chosen();
    program.refuses.set("check", refusal("stopped"));
    await flow.give("what", { by: "nothing" });
    expect(flow.state).toMatchObject({ step: { at: "columns" }, error: null });
    expect(flow.stopped).toBe(true);
    await flow.check();
    expect(flow.stopped).toBe(false);
    program.refuses.set("commit", refusal("stopped"));
    await flow.commit();
    expect(flow.state).toMatchObject({ step: { at: "checked" }, error: null });
    expect(flow.stopped).toBe(true);
    expect(brought).toEqual([]);
  });
});

describe("the questions of a check", () => {
  it("are asked one after the other, hold the import up, and can be answered otherwise", async () => {
    program.run = asksBoth;
    const flow = await chosen();
    expect(flow.questions).toEqual([dates]);
    expect(canImport(flow.state.step)).toBe(false);
    await flow.commit();
    expect(program.committed).toEqual([]);
    await flow.answer(dates, "day_first");
    expect(flow.questions).toEqual([dates, names]);
    expect(canImport(flow.state.step)).toBe(false);
    await flow.answer(names, "same_person");
    expect(canImport(flow.state.step)).toBe(true);
    await flow.answer(dates, "month_first");
    expect(flow.questions).toEqual([dates, names]);
    await flow.commit();
    expect(program.committed).toMatchObject([
      { mapping: { date_order: "month_first", same_names: "same_person" } },
    ]);
  });

  it("are asked again when another column holds the dates or the names", async () => {
    program.run = asksBoth;
    const flow = await chosen();
    await flow.answer(dates, "month_first");
    await flow.answer(names, "another");
    await flow.give("who", { by: "column", column: 3 });
    expect(flow.state.step).toMatchObject({
      run: { question: names },
      mapping: { date_order: "month_first" },
    });
    await flow.give("aware", { by: "column", column: 3 });
    expect(flow.state.step).toMatchObject({ run: { question: dates }, mapping: { date_order: null } });
    expect(flow.questions.map((each) => each.code)).toContain("date_order");
  });

  it("are asked again of another file, even one of the same form", async () => {
    program.run = asksBoth;
    const flow = await chosen();
    await flow.answer(dates, "month_first");
    await flow.choose();
    expect(flow.questions).toEqual([dates]);
    expect(flow.state.step).toMatchObject({ mapping: { date_order: null } });
  });

  it("are asked again of the names in another service, with the columns kept", async () => {
    program.run = asksBoth;
    const flow = await chosen();
    await flow.answer(dates, "day_first");
    await flow.answer(names, "same_person");
    await flow.chooseService("s2");
    expect(program.checked.at(-1)).toMatchObject({
      service: "s2",
      mapping: { columns: { aware: 0 }, date_order: "day_first", same_names: null },
    });
    expect(canImport(flow.state.step)).toBe(false);
  });

  it("come up at the last moment too: somebody of a name was recorded meanwhile", async () => {
    const flow = await chosen();
    program.refuses.set("commit", refusal("must_ask"));
    program.run = () => run({ question: names });
    await flow.commit();
    expect(flow.state).toMatchObject({ step: { at: "checked", run: { question: names } }, error: null });
    expect(flow.questions).toEqual([names]);
    expect(brought).toEqual([]);
  });
});
