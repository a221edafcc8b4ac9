import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Found, Hit } from "$lib/ipc";

const searchFind = vi.fn();
const recentList = vi.fn();
const recentForget = vi.fn();
vi.mock("../../bindings", () => ({ commands: { searchFind, recentList, recentForget }, events: {} }));

const { PaletteState } = await import("./palette.svelte");

const found = (instead: string): { status: "ok"; data: Found } => ({
  status: "ok",
  data: { hits: [], more: false, instead: [instead] },
});

describe("what is typed in the palette", () => {
  beforeEach(() => {
    for (const command of [searchFind, recentList, recentForget]) command.mockReset();
    recentList.mockResolvedValue({ status: "ok", data: [{ what: "Case" } as Hit] });
  });

  it("is looked for once nothing more comes, and a late answer to less of it is dropped", async () => {
    let late = (_: unknown) => {};
    searchFind.mockReturnValueOnce(new Promise((resolve) => (late = resolve)));
    searchFind.mockResolvedValueOnce(found("later"));
    const palette = new PaletteState();
    palette.text = "ro";
    const first = palette.look();
    palette.text = "rota ";
    await palette.look();
    late(found("earlier"));
    await first;
    expect(searchFind.mock.calls.map(([typed]) => typed)).toEqual(["ro", "rota"]);
    expect(palette.found?.instead).toEqual(["later"]);
    expect(palette.isCurrent).toBe(true);
  });

  it("is gone when it opens again, with what was looked at last in its place", async () => {
    searchFind.mockResolvedValueOnce(found("x"));
    const palette = new PaletteState();
    palette.text = "rota";
    await palette.look();
    palette.start();
    expect([palette.text, palette.found]).toEqual(["", null]);
    await vi.waitFor(() => expect(palette.recent).toHaveLength(1));
    recentForget.mockResolvedValueOnce({ status: "ok", data: null });
    await palette.forgetRecent();
    expect(palette.recent).toEqual([]);
  });

  it("stays of use where looking fails", async () => {
    searchFind.mockRejectedValueOnce(new Error("bridge"));
    recentList.mockRejectedValueOnce(new Error("bridge"));
    const palette = new PaletteState();
    palette.start();
    palette.text = "rota";
    await palette.look();
    expect(palette.problem?.code).toBe("internal");
    expect(palette.found).toBeNull();
    expect(palette.recent).toEqual([]);
  });
});
