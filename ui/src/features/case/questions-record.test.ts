import { beforeEach, describe, expect, it, vi } from "vitest";
import type { QuestionsView } from "$lib/ipc";

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

const { questionsRecord } = await import("./questions-record");

const before: QuestionsView = {
  rev: 1,
  what_changed: "Rotas carry travel time.",
  how_risk_reduced: "",
  how_learning_embedded: "",
};
const newer: QuestionsView = { ...before, rev: 2, what_changed: "Rotas carry travel time and breaks." };

const onkept = vi.fn();
const onnewer = vi.fn();
const onleave = vi.fn();
const open = (answers: QuestionsView) => questionsRecord({ caseId: "c1", answers, onkept, onnewer, onleave });

beforeEach(() => {
  asked.length = 0;
  for (const each of [onkept, onnewer, onleave]) each.mockReset();
  answers = {
    draftLoad: draftOf({
      what_changed: "Rotas carry every journey.",
      how_risk_reduced: "14 before, 1 after.",
    }),
    draftSave: () => ok({ at: "10:42" }),
    casePage: () => ok({ questions: newer }),
    caseHistory: () =>
      ok([{ what: "What we can show", by: "Deputy manager", recorded: "1 May 2026, 09:00" }]),
    questionsSave: (_id: never, rev: never, form: never) => (rev === newer.rev ? ok(form) : conflict),
  };
});

const rows = [
  {
    label: "What changed",
    newer: "Rotas carry travel time and breaks.",
    mine: "Rotas carry every journey.",
  },
  { label: "How risk was reduced", newer: "", mine: "14 before, 1 after." },
];

describe("answers begun on revision 1, with revision 2 on record", () => {
  it("are saved against revision 1 and refused, show both, and go on against 2", async () => {
    const { record } = open(newer);
    await record.load();
    expect(record.newer?.bothWordings).toEqual(rows);
    expect(record.newerBy).toBe("by Deputy manager, 1 May 2026, 09:00");
    await record.store();
    expect(given("questionsSave").map(([, rev]) => rev)).toEqual([1]);
    expect(record.newer?.bothWordings).toEqual(rows);
    expect(onkept).not.toHaveBeenCalled();
    record.goOn();
    await record.store();
    expect(given("questionsSave")[1]).toEqual([
      "c1",
      2,
      {
        rev: 2,
        what_changed: "Rotas carry every journey.",
        how_risk_reduced: "14 before, 1 after.",
        how_learning_embedded: "",
      },
    ]);
    expect(onkept).toHaveBeenCalledOnce();
    expect(onleave).not.toHaveBeenCalled();
  });

  it("are met where they were recorded meanwhile, and the page is told", async () => {
    answers.draftLoad = () => ok(null);
    const { form, record } = open(before);
    form.what_changed = "Rotas carry every journey.";
    await record.store();
    expect(record.newer?.bothWordings).toEqual([rows[0]]);
    expect(onnewer).toHaveBeenCalledOnce();
  });

  it("leave the newer ones as they are", async () => {
    const { record } = open(newer);
    await record.load();
    await record.leave();
    expect(given("questionsSave")).toEqual([]);
    expect(given("draftDiscard")).toEqual([["questions:c1"]]);
    expect(onleave).toHaveBeenCalledOnce();
    expect(onkept).not.toHaveBeenCalled();
  });
});
