import { beforeEach, describe, expect, it, vi } from "vitest";
import type { IndicatorRow } from "$lib/ipc";

const measureAdd = vi.fn();
vi.mock("../../bindings", () => ({ commands: { measureAdd } }));

const { NewMeasureForm } = await import("./new-measure.svelte");
const indicator = { code: "hc_missed", every: "week" } as IndicatorRow;

describe("a new measure", () => {
  let form: InstanceType<typeof NewMeasureForm>;
  beforeEach(() => {
    measureAdd.mockReset();
    measureAdd.mockResolvedValue({ status: "ok", data: {} });
    form = new NewMeasureForm("s1", null, "2026-02-02");
  });
  const sent = async () => {
    await form.save(indicator);
    return measureAdd.mock.lastCall?.[0] as { usual_checks: boolean; change_on: string | null };
  };

  it("records the usual checks by itself where the change is still to come", async () => {
    form.changeOn = "9 Feb 2026";
    expect(form.usualChecks).toBe(true);
    expect(await sent()).toMatchObject({ change_on: "9 Feb 2026", usual_checks: true });
  });

  it("leaves them where the change was made already, unless they are asked for", async () => {
    form.changeOn = "1/2/2026";
    expect(form.changeIsPast).toBe(true);
    expect(await sent()).toMatchObject({ usual_checks: false });
    form.usualChecks = true;
    expect(await sent()).toMatchObject({ usual_checks: true });
  });

  it("keeps to what was chosen when the day is typed anew", () => {
    form.changeOn = "9 Feb 2026";
    form.usualChecks = false;
    form.changeOn = "16 Feb 2026";
    expect(form.usualChecks).toBe(false);
  });

  it("has no checks without a day of the change", async () => {
    form.usualChecks = true;
    expect(await sent()).toMatchObject({ change_on: null, usual_checks: false });
  });
});
