import { beforeEach, describe, expect, it, vi } from "vitest";
import type { ProfileRow } from "$lib/ipc";

const asked: { name: string; given: unknown[] }[] = [];
/** What the program answers, command by command. */
let answers: Record<string, (...given: never[]) => unknown>;

vi.mock("../../../bindings", () => ({
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

const { Councils } = await import("./councils.svelte");
const { profileRecord } = await import("./profile-record");

const row = (rev: number, amount: number, over: Partial<ProfileRow> = {}): ProfileRow => ({
  code: "wigan",
  authority: "Wigan",
  note: "",
  seen: "",
  seen_on: "25 Nov 2026",
  source: "wigan.gov.uk",
  targets: [],
  steps: [
    { code: "s1", label: "Contact", amount, unit: "working_days", from: "referral", until: ["la_decision"] },
  ],
  own: true,
  rev,
  retired: false,
  ...over,
});
const newer = row(2, 3, { note: "They may take longer." });

const close = vi.fn();
const open = (profile: ProfileRow) =>
  profileRecord({ councils: new Councils(), profile, today: "2026-11-28", close });
const said = (amount: number) =>
  `Contact: ${amount} working days from “Referred to the local authority” until “Local authority decision: enquiry”`;

beforeEach(() => {
  asked.length = 0;
  close.mockReset();
  const [step] = row(1, 5).steps;
  answers = {
    draftLoad: draftOf({ steps: [{ ...step, amount: "5", at_most: false }] }),
    draftSave: () => ok({ at: "10:42" }),
    authoritiesList: () => ok([newer]),
    authoritySave: (form: never) => ((form as { rev: number }).rev === newer.rev ? ok([newer]) : conflict),
  };
});

describe("a draft begun on revision 1, with the council's targets at revision 2", () => {
  it("is saved against revision 1 and refused, shows both, and goes on against 2", async () => {
    const { record } = open(newer);
    await record.load();
    await record.store();
    expect(given("authoritySave").map(([form]) => form)).toMatchObject([{ rev: 1 }]);
    expect(record.newer?.bothWordings).toEqual([{ label: "Targets", newer: said(3), mine: said(5) }]);
    expect(given("draftDiscard")).toEqual([]);
    record.goOn();
    await record.store();
    expect(given("authoritySave")[1]).toMatchObject([
      { code: "wigan", rev: 2, note: "They may take longer.", steps: [{ amount: 5 }] },
    ]);
    expect(close).toHaveBeenCalledOnce();
  });

  it("leaves the newer one as it is", async () => {
    const { record } = open(newer);
    await record.load();
    await record.leave();
    expect(given("authoritySave")).toEqual([]);
    expect(given("draftDiscard")).toEqual([["authority:wigan"]]);
  });
});

it("is told that a council is no longer used", async () => {
  answers.draftLoad = () => ok(null);
  answers.authoritiesList = () => ok([row(2, 3, { retired: true })]);
  const { form, record } = open(row(1, 3));
  form.note = "Seen by phone.";
  await record.store();
  expect(record.newer?.bothWordings).toEqual([
    { label: "Used?", newer: "No longer used", mine: "Used again" },
    { label: "What has to be known about them?", newer: "", mine: "Seen by phone." },
  ]);
});
