import { beforeEach, describe, expect, it, vi } from "vitest";
import type { EventRow } from "$lib/ipc";

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

const { eventRecord } = await import("./event-record");
const { Timeline } = await import("./timeline.svelte");

const wording = (rev: number, over: Partial<EventRow> = {}) =>
  ({
    id: "e1",
    part: null,
    rev,
    lane: "agencies",
    kind: "note",
    when: { date: "2026-02-07", time: "13:05", offset_min: 0, precision: "exact", text: "", short: "" },
    text: "Told the team.",
    agency: null,
    amended: rev > 1,
    removed: false,
    ...over,
  }) as EventRow;
const newer = wording(2, { text: "Told the out-of-hours team.", agency: "Council" });
const by = { by: "Deputy manager", recorded: "8 February 2026, 09:00" };

const changed = vi.fn();
const close = vi.fn();
const open = (before: EventRow) =>
  eventRecord({ caseId: "c1", timeline: new Timeline("c1", changed), before, close });

beforeEach(() => {
  asked.length = 0;
  changed.mockReset();
  close.mockReset();
  answers = {
    draftLoad: draftOf({ text: "Told the team by phone.", reason: "How they were told." }),
    draftSave: () => ok({ at: "10:42" }),
    casePage: () => ok({ events: [newer] }),
    eventHistory: () => ok([{ rev: 1, by: "Registered manager", recorded: "7 February" }, by]),
    eventAmend: (_id: never, rev: never) => (rev === newer.rev ? ok(wording(3)) : conflict),
  };
});

const rows = [
  { label: "What happened?", newer: "Told the out-of-hours team.", mine: "Told the team by phone." },
];

describe("a draft begun on revision 1, with the entry at revision 2", () => {
  it("shows both wordings when it comes back, and who recorded the newer one", async () => {
    const { form, record } = open(newer);
    await record.load();
    expect(record.newer?.bothWordings).toEqual(rows);
    expect(record.newerBy).toBe("by Deputy manager, 8 February 2026, 09:00");
    expect(form.agency).toBe("Council");
  });

  it("is saved against revision 1 and refused, then against 2 with the words typed", async () => {
    const { record } = open(newer);
    await record.load();
    await record.store();
    expect(given("eventAmend").map(([, rev]) => rev)).toEqual([1]);
    expect(record.error?.code).toBe("conflict");
    expect(record.newer?.bothWordings).toEqual(rows);
    expect(close).not.toHaveBeenCalled();
    expect(given("draftDiscard")).toEqual([]);

    record.goOn();
    expect(record.newer).toBeNull();
    expect(record.error).toBeNull();
    await record.store();
    expect(given("eventAmend")[1]).toEqual([
      "e1",
      2,
      expect.objectContaining({ text: "Told the team by phone.", agency: "Council", lane: "agencies" }),
      "How they were told.",
    ]);
    expect(close).toHaveBeenCalledOnce();
  });

  it("keeps the draft under revision 1 until somebody goes on, and under 2 after", async () => {
    const { record } = open(newer);
    await record.load();
    record.keeper.touch();
    await record.keeper.flush();
    record.goOn();
    await record.keeper.flush();
    expect(given("draftSave").map(([, rev]) => rev)).toEqual([1, 2]);
    expect(JSON.parse(String(given("draftSave")[1]?.[2]))).toMatchObject({ text: "Told the team by phone." });
  });

  it("leaves the newer one as it is, and what was typed can be put back", async () => {
    const { toasts } = await import("$lib/kit");
    toasts.clear();
    const { record } = open(newer);
    await record.load();
    await record.leave();
    expect(given("eventAmend")).toEqual([]);
    expect(given("draftDiscard")).toEqual([["event:e1"]]);
    expect(close).toHaveBeenCalledOnce();
    const toast = toasts.list.at(-1);
    if (toast) toasts.putBack(toast);
    await vi.waitFor(() => expect(given("draftSave")).toHaveLength(1));
    expect(given("draftSave")[0]?.[1]).toBe(1);
    expect(String(given("draftSave")[0]?.[2])).toContain("Told the team by phone.");
  });
});

describe("an entry reworded while its form was open", () => {
  it("is met when the program refuses, with what was not changed here taken over", async () => {
    answers.draftLoad = () => ok(null);
    const { form, record } = open(wording(1));
    await record.load();
    form.text = "Told the team by phone.";
    form.reason = "How they were told.";
    await record.store();
    expect(record.newer?.bothWordings).toEqual([...rows, { label: "Agency", newer: "Council", mine: null }]);
    expect(changed).toHaveBeenCalled();
    record.goOn();
    expect(form.words()).toMatchObject({ text: "Told the team by phone.", agency: "Council" });
    expect(form.revision.rev).toBe(2);
  });

  it("says that it is in the bin now", async () => {
    answers.draftLoad = () => ok(null);
    answers.casePage = () => ok({ events: [wording(2, { removed: true })] });
    const { record } = open(wording(1));
    await record.store();
    expect(record.newer?.bothWordings).toEqual([{ label: "In the bin", newer: "Yes", mine: null }]);
  });

  it("keeps the refusal in words where the newer wording cannot be seen", async () => {
    answers.casePage = () => conflict;
    const { record } = open(wording(1));
    await record.store();
    expect(record.newer).toBeNull();
    expect(record.error?.code).toBe("conflict");
  });
});
