import { beforeEach, describe, expect, it, vi } from "vitest";
import type { CasePage } from "$lib/ipc";

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

const { detailsRecord } = await import("./details-record");

const page = (rev: number, over: Partial<CasePage> = {}) =>
  ({
    id: "c1",
    rev,
    title: "Missed visits",
    who: null,
    aware: { date: "2026-02-07", time: "13:05", offset_min: 0, precision: "exact", text: "", short: "" },
    ...over,
  }) as CasePage;
const newer = page(2, { title: "Missed evening visits", who: "Edna Rowe" });

const onsaved = vi.fn();
const close = vi.fn();

beforeEach(() => {
  asked.length = 0;
  onsaved.mockReset();
  close.mockReset();
  answers = {
    draftLoad: draftOf({ title: "Missed visits, Larch round", reason: "One round only." }),
    draftSave: () => ok({ at: "10:42" }),
    casePage: () => ok(newer),
    caseHistory: () => ok([{ what: "The case", by: "Deputy manager", recorded: "8 February 2026, 09:00" }]),
    caseAmend: (_id: never, rev: never) => (rev === newer.rev ? ok(null) : conflict),
  };
});

describe("a correction begun on revision 1, with the case at revision 2", () => {
  it("is saved against revision 1 and refused, shows both, and goes on against 2", async () => {
    const { record } = detailsRecord({ page: newer, onsaved, close });
    await record.load();
    await record.store();
    expect(given("caseAmend").map(([, rev]) => rev)).toEqual([1]);
    expect(record.newer?.bothWordings).toEqual([
      { label: "Title", newer: "Missed evening visits", mine: "Missed visits, Larch round" },
    ]);
    expect(record.newerBy).toBe("by Deputy manager, 8 February 2026, 09:00");
    expect(given("draftDiscard")).toEqual([]);
    record.goOn();
    await record.store();
    // Whom the newer wording names stays: only what was typed here goes to the program.
    expect(given("caseAmend")[1]).toEqual([
      "c1",
      2,
      {
        title: "Missed visits, Larch round",
        who: null,
        which: null,
        aware: null,
        reason: "One round only.",
      },
    ]);
    expect(close).toHaveBeenCalledOnce();
  });

  it("leaves the newer one as it is", async () => {
    const { record } = detailsRecord({ page: newer, onsaved, close });
    await record.load();
    await record.leave();
    expect(given("caseAmend")).toEqual([]);
    expect(given("draftDiscard")).toEqual([["case:c1"]]);
  });
});

describe("a case corrected while its form was open", () => {
  it("is met when the program refuses, and nothing typed is lost", async () => {
    answers.draftLoad = () => ok(null);
    const { details, record } = detailsRecord({ page: page(1), onsaved, close });
    details.aware = { ...details.aware, time: "12:40", offset_min: null };
    details.reason = "From the call log.";
    await record.store();
    expect(record.newer?.bothWordings).toEqual([
      { label: "Title", newer: "Missed evening visits", mine: null },
      { label: "Who is the adult at risk?", newer: "Edna Rowe", mine: null },
      { label: "When did you become aware?", newer: "7 Feb 2026, 13:05", mine: "7 Feb 2026, 12:40" },
    ]);
    record.goOn();
    expect(details.words()).toMatchObject({
      title: "Missed evening visits",
      adult: { who: "Edna Rowe", notKnown: false },
      aware: { time: "12:40" },
    });
  });
});
