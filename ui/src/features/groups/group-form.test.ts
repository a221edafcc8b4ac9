import { beforeEach, describe, expect, it, vi } from "vitest";
import type { GroupRow } from "$lib/ipc";

const groupAdd = vi.fn();
const groupAmend = vi.fn();

vi.mock("../../bindings", () => ({
  commands: {
    groupAdd: (...given: unknown[]) => groupAdd(...given),
    groupAmend: (...given: unknown[]) => groupAmend(...given),
  },
  events: {},
}));

const { GroupForm } = await import("./group-form.svelte");

const row: GroupRow = {
  id: "g1",
  rev: 2,
  title: "Larch House",
  about: "",
  service: "Larch House",
  cases: 2,
  removed: false,
};

beforeEach(() => {
  groupAdd.mockReset().mockResolvedValue({ status: "ok", data: row });
  groupAmend.mockReset().mockResolvedValue({ status: "ok", data: row });
});

describe("a group's own words", () => {
  it("need a reason when something recorded changes, and none to fill a blank", async () => {
    const form = new GroupForm(row);
    form.about = "Three adults, one enquiry.";
    expect(form.needsReason).toBe(false);
    form.reason = "typed and not needed";
    await form.amend();
    expect(groupAmend).toHaveBeenLastCalledWith("g1", 2, {
      title: "Larch House",
      about: "Three adults, one enquiry.",
      reason: "",
    });
    form.title = "Larch House, January";
    expect(form.needsReason).toBe(true);
    await form.amend();
    expect(groupAmend.mock.lastCall?.[2]).toMatchObject({ reason: "typed and not needed" });
  });

  it("make one group, also where putting the case into it was refused and is tried again", async () => {
    const form = new GroupForm(null);
    form.title = " Larch House ";
    await form.make("s1");
    await form.make("s1");
    expect(groupAdd).toHaveBeenCalledTimes(1);
    expect(groupAdd).toHaveBeenCalledWith("s1", { title: "Larch House", about: "", reason: "" });
  });

  it("come back from a draft", () => {
    const form = new GroupForm(row);
    form.title = "Half a ti";
    const again = new GroupForm(row);
    again.bringBack(JSON.parse(JSON.stringify(form.keep())));
    expect(again.title).toBe("Half a ti");
  });
});
