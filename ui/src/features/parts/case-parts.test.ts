import { beforeEach, describe, expect, it, vi } from "vitest";
import type { PartRow } from "$lib/ipc";

const partRemove = vi.fn();
const partRestore = vi.fn();

vi.mock("../../bindings", () => ({
  commands: {
    partRemove: (id: string, rev: number) => partRemove(id, rev),
    partRestore: (id: string, rev: number) => partRestore(id, rev),
  },
  events: {},
}));

const { CaseParts, draftKeyOf, whichOfKey } = await import("./case-parts.svelte");
const { toasts } = await import("$lib/kit");

const row = { id: "p1", rev: 2, kind: "referral" } as PartRow;

beforeEach(() => {
  partRemove.mockReset().mockResolvedValue({ status: "ok", data: { ...row, rev: 3, removed: true } });
  partRestore.mockReset().mockResolvedValue({ status: "ok", data: { ...row, rev: 4 } });
  toasts.clear();
});

describe("a part that is removed", () => {
  it("can be put back from the word that says so", async () => {
    const changed = vi.fn();
    const parts = new CaseParts("c1", changed);
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
    const parts = new CaseParts("c1", () => undefined);
    const refused = await parts.remove(row, "Allegation");
    expect(refused?.message).toContain("refers to it");
    expect(parts.problem).toEqual({ of: "p1", error: refused });
    expect(toasts.list).toEqual([]);
  });
});

describe("the draft of a part", () => {
  it("finds its way back to its form, in its own case", () => {
    expect(whichOfKey(draftKeyOf("c1", { kind: "referral" }), "c1")).toEqual({ kind: "referral" });
    expect(whichOfKey(draftKeyOf("c1", { id: "p1" }), "c1")).toEqual({ id: "p1" });
    expect(whichOfKey("part:c2:referral:new", "c1")).toBeNull();
    for (const key of ["", "part", "part:", "part:c1:referral", "event:c1:new", "person:p1"]) {
      expect(whichOfKey(key, "c1"), key).toBeNull();
    }
  });
});
