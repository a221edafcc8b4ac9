import { beforeEach, describe, expect, it, vi } from "vitest";

const notificationDraft = vi.fn();
const partRemove = vi.fn();

vi.mock("../../bindings", () => ({
  commands: {
    notificationDraft: (...given: unknown[]) => notificationDraft(...given),
    partRemove: (...given: unknown[]) => partRemove(...given),
  },
  events: {},
}));

const { CaseDuties, textOf } = await import("./case-duties.svelte");
const { toasts } = await import("$lib/kit");

const draft = {
  id: "p1",
  rev: 1,
  title: "Abuse",
  fields: [
    { code: "form_version", text: "2026-11" },
    { code: "text", text: "Service\nMeadowbank Homecare" },
  ],
};

beforeEach(() => {
  toasts.clear();
  notificationDraft.mockReset().mockResolvedValue({ status: "ok", data: draft });
  partRemove.mockReset().mockResolvedValue({ status: "ok", data: { ...draft, rev: 2 } });
});

describe("a draft for CQC", () => {
  it("is kept in the case, said to be unsent, and can be removed again", async () => {
    const changed = vi.fn();
    const made = await new CaseDuties("c1", changed).draft("abuse");
    expect(notificationDraft).toHaveBeenCalledWith("c1", "abuse");
    expect(made && textOf(made)).toContain("Meadowbank Homecare");
    const toast = toasts.list.at(-1);
    expect(toast?.text).toContain("Nothing was sent");
    if (toast) toasts.putBack(toast);
    await vi.waitFor(() => expect(partRemove).toHaveBeenCalledWith("p1", 1));
    await vi.waitFor(() => expect(changed).toHaveBeenCalledTimes(2));
  });

  it("is made once for one press after another, and says why it was not made", async () => {
    const duties = new CaseDuties("c1", () => undefined);
    const first = duties.draft("abuse");
    expect(duties.drafting).toBe("abuse");
    expect(await duties.draft("abuse")).toBeNull();
    await first;
    expect(notificationDraft).toHaveBeenCalledTimes(1);
    notificationDraft.mockResolvedValue({
      status: "error",
      error: {
        code: "forbidden",
        message: "No.",
        field: null,
        problems: [],
        wait_seconds: null,
        choices: [],
      },
    });
    expect(await duties.draft("abuse")).toBeNull();
    expect(duties.problem?.code).toBe("forbidden");
    expect(duties.drafting).toBeNull();
  });
});
