import { beforeEach, expect, it, vi } from "vitest";

const sitesCompare = vi.fn();
vi.mock("../../../bindings", () => ({ commands: { sitesCompare } }));
vi.mock("../../../lib/state/drawn-width", () => ({ drawnWidthHere: (shown: number) => shown }));

const { SitesPage } = await import("./sites-view.svelte");

beforeEach(() => {
  sitesCompare.mockReset();
  sitesCompare.mockResolvedValue({ status: "ok", data: { sites: [] } });
});

it("compares each service by its own change until a day is asked for", () => {
  const view = new SitesPage("m1");
  view.resized(800);
  expect(sitesCompare).toHaveBeenLastCalledWith("m1", null, 800);
  view.day = " 9 Feb 2026 ";
  view.reload();
  expect(sitesCompare).toHaveBeenLastCalledWith("m1", null, 800);
  view.compare();
  expect(sitesCompare).toHaveBeenLastCalledWith("m1", "9 Feb 2026", 800);
  view.stop();
});
