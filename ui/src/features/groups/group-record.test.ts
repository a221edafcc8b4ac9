import { beforeEach, describe, expect, it, vi } from "vitest";
import type { GroupRow } from "$lib/ipc";

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

const { groupRecord } = await import("./group-record");
const { CallError } = await import("$lib/ipc");

const row = (rev: number, over: Partial<GroupRow> = {}): GroupRow => ({
  id: "g1",
  rev,
  title: "Larch House",
  about: "",
  service: "Larch House",
  cases: 2,
  removed: false,
  ...over,
});
const newer = row(2, { about: "Three adults." });

const onsaved = vi.fn();
const close = vi.fn();

beforeEach(() => {
  asked.length = 0;
  onsaved.mockReset();
  close.mockReset();
  answers = {
    draftLoad: draftOf({ about: "Three adults, one enquiry.", reason: "The council says so." }),
    draftSave: () => ok({ at: "10:42" }),
    groupPage: () => ok({ row: newer }),
    groupAmend: (_id: never, rev: never) => (rev === newer.rev ? ok(row(3)) : conflict),
  };
});

describe("a draft begun on revision 1, with the group at revision 2", () => {
  it("is saved against revision 1 and refused, shows both, and goes on against 2", async () => {
    const { form, record } = groupRecord({ group: newer, onsaved, close });
    await record.load();
    await record.store();
    expect(given("groupAmend").map(([, rev]) => rev)).toEqual([1]);
    expect(record.newer?.bothWordings).toEqual([
      { label: "What is it about?", newer: "Three adults.", mine: "Three adults, one enquiry." },
    ]);
    expect(given("draftDiscard")).toEqual([]);
    record.goOn();
    expect(form.needsReason).toBe(true);
    await record.store();
    expect(given("groupAmend")[1]).toEqual([
      "g1",
      2,
      { title: "Larch House", about: "Three adults, one enquiry.", reason: "The council says so." },
    ]);
    expect(close).toHaveBeenCalledOnce();
  });

  it("leaves the newer one as it is", async () => {
    const { record } = groupRecord({ group: newer, onsaved, close });
    await record.load();
    await record.leave();
    expect(given("groupAmend")).toEqual([]);
    expect(given("draftDiscard")).toEqual([["group:g1"]]);
  });
});

it("asks for a reason where the program does, about a blank filled meanwhile", () => {
  const { form } = groupRecord({ group: row(1), onsaved, close });
  form.about = "Three adults, one enquiry.";
  expect(form.needsReason).toBe(false);
  form.refused(CallError.ofForm([{ field: "reason", message: "Say why." }]));
  expect(form.needsReason).toBe(true);
});
