import { beforeEach, describe, expect, it, vi } from "vitest";
import type { PartRow, PartSection } from "$lib/ipc";
import type { Answers } from "./answers.svelte";

const partRemove = vi.fn();
const partRestore = vi.fn();
const partAdd = vi.fn();
const groupPartAdd = vi.fn();
const caseParts = vi.fn();

vi.mock("../../bindings", () => ({
  commands: {
    partRemove: (id: string, rev: number) => partRemove(id, rev),
    partRestore: (id: string, rev: number) => partRestore(id, rev),
    partAdd: (id: string, kind: string) => partAdd(id, kind),
    groupPartAdd: (id: string, kind: string) => groupPartAdd(id, kind),
    caseParts: (id: string) => caseParts(id),
  },
  events: {},
}));

const { CaseParts, draftKeyOf, whichOfKey } = await import("./case-parts.svelte");
const { ofCase, ofGroup } = await import("./owner");
const { toasts } = await import("$lib/kit");

const aCase = ofCase("c1", true);
const aGroup = ofGroup("g1");

const row = { id: "p1", rev: 2, kind: "referral", shared: false } as PartRow;

beforeEach(() => {
  partRemove.mockReset().mockResolvedValue({ status: "ok", data: { ...row, rev: 3, removed: true } });
  partRestore.mockReset().mockResolvedValue({ status: "ok", data: { ...row, rev: 4 } });
  toasts.clear();
});

describe("a part that is removed", () => {
  it("can be put back from the word that says so", async () => {
    const changed = vi.fn();
    const parts = new CaseParts(aCase, changed);
    expect(await parts.remove(row, "Referral to the council")).toBeNull();
    expect(partRemove).toHaveBeenCalledWith("p1", 2);
    const toast = toasts.list.at(-1);
    expect(toast?.text).toBe("Removed: Referral to the council.");
    if (toast) toasts.putBack(toast);
    await vi.waitFor(() => expect(partRestore).toHaveBeenCalledWith("p1", 3));
    expect(changed).toHaveBeenCalled();
  });

  it("says at the part itself why it was not removed", async () => {
    partRemove.mockResolvedValueOnce({
      status: "error",
      error: {
        code: "invalid",
        message: "A finding of this case refers to it.",
        field: "kind",
        problems: [],
        wait_seconds: null,
        choices: [],
      },
    });
    const parts = new CaseParts(aCase, () => undefined);
    const refused = await parts.remove(row, "Allegation");
    expect(refused?.message).toContain("refers to it");
    expect(parts.problem).toEqual({ of: "p1", error: refused });
    expect(toasts.list).toEqual([]);
  });
});

describe("a part that is recorded", () => {
  const answers = { id: null, kind: "chase", form: { label: "Chase" }, draft: () => ({ values: {} }) };

  it("can be taken back, from the case or the group that it is recorded in", async () => {
    partAdd.mockReset().mockResolvedValue({ status: "ok", data: row });
    groupPartAdd.mockReset().mockResolvedValue({ status: "ok", data: { ...row, id: "p2" } });
    for (const owner of [aCase, aGroup]) {
      await new CaseParts(owner, () => undefined).save(answers as unknown as Answers, "k");
    }
    expect(partAdd).toHaveBeenCalledWith("c1", "chase");
    expect(groupPartAdd).toHaveBeenCalledWith("g1", "chase");
    const toast = toasts.list.at(-1);
    expect(toast?.undoLabel).toBe("Remove");
    if (toast) toasts.putBack(toast);
    await vi.waitFor(() => expect(partRemove).toHaveBeenCalledWith("p2", 2));
  });
});

describe("moves of a case", () => {
  const section = (kind: string) =>
    ({ kind, may_add: true, rows: [{ ...row, kind, may_amend: true }] }) as unknown as PartSection;

  it("are left to whoever may make them", async () => {
    caseParts.mockResolvedValue({ status: "ok", data: [section("chase"), section("stage_move")] });
    const may = async (mayMove: boolean) =>
      (await ofCase("c1", mayMove).sections()).map((each) => [
        each.kind,
        each.may_add,
        each.rows[0]?.may_amend,
      ]);
    expect(await may(true)).toEqual([
      ["chase", true, true],
      ["stage_move", true, true],
    ]);
    expect(await may(false)).toEqual([
      ["chase", true, true],
      ["stage_move", false, false],
    ]);
  });
});

describe("what the cases of a group share", () => {
  it("is read in a case and amended in the group", () => {
    const shared = { ...row, shared: true };
    expect(new CaseParts(aCase, () => undefined).isSharedHere(shared)).toBe(true);
    expect(new CaseParts(aCase, () => undefined).isSharedHere(row)).toBe(false);
    expect(new CaseParts(aGroup, () => undefined).isSharedHere(shared)).toBe(false);
  });
});

describe("the draft of a part", () => {
  it("finds its way back to its form, in its own case or group", () => {
    for (const owner of [aCase, aGroup]) {
      expect(whichOfKey(draftKeyOf(owner, { kind: "referral" }), owner)).toEqual({ kind: "referral" });
      expect(whichOfKey(draftKeyOf(owner, { id: "p1" }), owner)).toEqual({ id: "p1" });
    }
    expect(whichOfKey("part:c2:referral:new", aCase)).toBeNull();
    expect(whichOfKey(draftKeyOf(aGroup, { kind: "referral" }), aCase)).toBeNull();
    expect(whichOfKey(draftKeyOf(aCase, { kind: "referral" }), aGroup)).toBeNull();
    for (const key of ["", "part", "part:", "part:c1:referral", "event:c1:new", "person:p1"]) {
      expect(whichOfKey(key, aCase), key).toBeNull();
    }
  });
});
