import { beforeEach, describe, expect, it, vi } from "vitest";
import type { ProfileRow } from "$lib/ipc";

const authorityRetire = vi.fn();

vi.mock("../../../bindings", () => ({
  commands: { authorityRetire: (...given: unknown[]) => authorityRetire(...given) },
  events: {},
}));

const { Councils } = await import("./councils.svelte");
const { toasts } = await import("$lib/kit");

const wigan = { code: "wigan", authority: "Wigan", retired: false } as ProfileRow;

beforeEach(() => {
  toasts.clear();
  authorityRetire
    .mockReset()
    .mockImplementation((_code: string, retired: boolean) =>
      Promise.resolve({ status: "ok", data: [{ ...wigan, retired }] }),
    );
});

describe("a council no longer used", () => {
  it("stays in the list and can be used again", async () => {
    const councils = new Councils();
    expect(await councils.retire(wigan, true)).toBeNull();
    expect(councils.rows.data?.[0]?.retired).toBe(true);
    const toast = toasts.list.at(-1);
    expect(toast?.undoLabel).toBe("Use again");
    if (toast) toasts.putBack(toast);
    await vi.waitFor(() => expect(authorityRetire).toHaveBeenLastCalledWith("wigan", false));
    await vi.waitFor(() => expect(councils.rows.data?.[0]?.retired).toBe(false));
  });
});
