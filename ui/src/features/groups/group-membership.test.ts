import { beforeEach, describe, expect, it, vi } from "vitest";

const groupSetCase = vi.fn();
const casePage = vi.fn();

vi.mock("../../bindings", () => ({
  commands: {
    groupSetCase: (...given: unknown[]) => groupSetCase(...given),
    casePage: (...given: unknown[]) => casePage(...given),
  },
  events: {},
}));

const { GroupMembership } = await import("./group-membership.svelte");
const { toasts } = await import("$lib/kit");

const group = { id: "g1", title: "Larch House, January" };

beforeEach(() => {
  toasts.clear();
  groupSetCase.mockReset().mockResolvedValue({ status: "ok", data: null });
  casePage.mockReset().mockResolvedValue({ status: "ok", data: { rev: 8 } });
});

describe("a case of several adults", () => {
  it("is put into a group, and taken out again from wherever it stands by then", async () => {
    const changed = vi.fn();
    await new GroupMembership("c1", changed).putInto(group, 3);
    expect(groupSetCase).toHaveBeenLastCalledWith("c1", 3, "g1");
    const toast = toasts.list.at(-1);
    expect(toast?.text).toContain("Larch House, January");
    if (toast) toasts.putBack(toast);
    await vi.waitFor(() => expect(groupSetCase).toHaveBeenLastCalledWith("c1", 8, null));
    await vi.waitFor(() => expect(toasts.list.at(-1)?.undoLabel).toBe("Put back"));
    expect(changed).toHaveBeenCalledTimes(2);
  });

  it("says why it stays in its group", async () => {
    groupSetCase.mockResolvedValue({
      status: "error",
      error: {
        code: "case_closed",
        message: "This case is closed.",
        field: null,
        problems: [],
        wait_seconds: null,
        choices: [],
      },
    });
    const membership = new GroupMembership("c1", () => undefined);
    await membership.takeOut(group, 3);
    expect(membership.problem?.message).toBe("This case is closed.");
    expect(toasts.list).toEqual([]);
  });
});
