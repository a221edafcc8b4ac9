import { beforeEach, describe, expect, it, vi } from "vitest";
import type { ActionRow } from "$lib/ipc";

const asked: { name: string; given: unknown[] }[] = [];
/** What the program answers, command by command. */
let answers: Record<string, (...given: never[]) => unknown>;

vi.mock("../../bindings", () => ({
  commands: new Proxy(
    {},
    {
      get:
        (_, name: string) =>
        (...given: never[]) => {
          asked.push({ name, given });
          return Promise.resolve(answers[name]?.(...given) ?? { status: "ok", data: null });
        },
    },
  ),
  events: {},
}));

const ok = (data: unknown) => ({ status: "ok", data });
const conflict = {
  status: "error",
  error: {
    code: "conflict",
    message: "Changed since.",
    field: null,
    problems: [],
    wait_seconds: null,
    choices: [],
  },
};
const draftOf = (body: object) => () =>
  ok({ key: "k", body: JSON.stringify(body), saved: "09:12", based_on: 1 });
const given = (name: string) => asked.filter((each) => each.name === name).map((each) => each.given);

const { actionRecord } = await import("./action-record");
const { CaseActions } = await import("./case-actions.svelte");

const row = (rev: number, over: Partial<ActionRow> = {}) =>
  ({
    id: "a2",
    rev,
    reference: "A-0002",
    title: "Rota redesign",
    owner: "Registered manager",
    due_iso: "2026-04-30",
    go_live: null,
    go_live_iso: null,
    marker_label: null,
    strength: "strong",
    progress: "in_progress",
    verified: null,
    measure_ids: ["m1"],
    settling_weeks: 4,
    removed: false,
    ...over,
  }) as ActionRow;
const newer = row(2, { due_iso: "2026-05-31", progress: "done", measure_ids: ["m1", "m2"] });

const close = vi.fn();
const open = (before: ActionRow) =>
  actionRecord({
    caseId: "c1",
    caseActions: new CaseActions("c1", () => undefined),
    measures: [
      { id: "m1", name: "Missed visits" },
      { id: "m2", name: "Late visits" },
    ],
    before,
    close,
  });

beforeEach(() => {
  asked.length = 0;
  close.mockReset();
  answers = {
    draftLoad: draftOf({ due: "07/05/2026", reason: "The rota firm is late." }),
    draftSave: () => ok({ at: "10:42" }),
    casePage: () => ok({ actions: [newer] }),
    caseHistory: () =>
      ok([
        { what: "The case", by: "Somebody else", recorded: "2 May 2026, 08:00" },
        { what: "Action A-0002", by: "Deputy manager", recorded: "1 May 2026, 09:00" },
        { what: "Action A-0002", by: "Registered manager", recorded: "1 April 2026, 09:00" },
      ]),
    actionAmend: (_id: never, rev: never) => (rev === newer.rev ? ok(row(3)) : conflict),
  };
});

describe("a draft begun on revision 1, with the action at revision 2", () => {
  it("is saved against revision 1 and refused, shows both, and goes on against 2", async () => {
    const { record } = open(newer);
    await record.load();
    const rows = [{ label: "Due", newer: "31 May 2026", mine: "7 May 2026" }];
    expect(record.newer?.bothWordings).toEqual(rows);
    expect(record.newerBy).toBe("by Deputy manager, 1 May 2026, 09:00");
    await record.store();
    expect(given("actionAmend").map(([, rev]) => rev)).toEqual([1]);
    expect(record.newer?.bothWordings).toEqual(rows);
    expect(given("draftDiscard")).toEqual([]);

    record.goOn();
    await record.store();
    expect(given("actionAmend")[1]).toEqual([
      "a2",
      2,
      expect.objectContaining({ due: "07/05/2026", progress: "done", measure_ids: ["m1", "m2"] }),
      "The rota firm is late.",
    ]);
    expect(close).toHaveBeenCalledOnce();
  });

  it("leaves the newer one as it is", async () => {
    const { record } = open(newer);
    await record.load();
    await record.leave();
    expect(given("actionAmend")).toEqual([]);
    expect(given("draftDiscard")).toEqual([["action:a2"]]);
    expect(close).toHaveBeenCalledOnce();
  });
});

describe("an action changed while its form was open", () => {
  it("is met when the program refuses, and a date typed another way counts as unchanged", async () => {
    answers.draftLoad = () => ok(null);
    const { form, record } = open(row(1));
    form.due = "30/04/2026";
    form.owner = "Care manager";
    await record.store();
    expect(record.newer?.bothWordings).toEqual([
      { label: "Who sees to it?", newer: "Registered manager", mine: "Care manager" },
      { label: "Due", newer: "31 May 2026", mine: null },
      { label: "Progress", newer: "Done", mine: null },
      { label: "Which measures should show it?", newer: "Missed visits; Late visits", mine: null },
    ]);
    record.goOn();
    expect(form.words()).toMatchObject({ due: "31 May 2026", owner: "Care manager", progress: "done" });
  });
});
