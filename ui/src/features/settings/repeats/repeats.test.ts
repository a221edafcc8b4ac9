import { beforeEach, describe, expect, it, vi } from "vitest";
import type { RepeatRule } from "$lib/ipc";

const repeatsShow = vi.fn();
const repeatsSave = vi.fn();

vi.mock("../../../bindings", () => ({
  commands: { repeatsShow: () => repeatsShow(), repeatsSave: (rule: RepeatRule) => repeatsSave(rule) },
  events: {},
}));

const { Repeats } = await import("./repeats.svelte");
const { toasts } = await import("$lib/kit");
const { acts } = await import("$lib/undo");

const usual: RepeatRule = { events: 3, weeks: 12 };
const ok = (rule: RepeatRule) => ({ status: "ok", data: { rule, usual, may_change: true } });

let repeats: InstanceType<typeof Repeats>;

beforeEach(async () => {
  toasts.clear();
  acts.forget();
  repeatsShow.mockReset().mockResolvedValue(ok(usual));
  repeatsSave.mockReset().mockImplementation((rule: RepeatRule) => Promise.resolve(ok(rule)));
  repeats = new Repeats();
  repeats.load();
  await vi.waitFor(() => expect(repeats.view.data).not.toBeNull());
});

const fields = () => [repeats.events, repeats.weeks];

describe("when events count as repeated", () => {
  it("shows the rule as it stands until something is typed", async () => {
    expect(fields()).toEqual(["3", "12"]);
    repeats.weeks = "1";
    repeatsShow.mockResolvedValue(ok({ events: 4, weeks: 26 }));
    repeats.load();
    await vi.waitFor(() => expect(repeats.events).toBe("4"));
    expect(repeats.weeks).toBe("1");
  });

  it("is changed, and undo brings the rule before back", async () => {
    repeats.events = " 2 ";
    expect(await repeats.save()).toBeNull();
    expect(repeatsSave).toHaveBeenCalledWith({ events: 2, weeks: 12 });
    expect(fields()).toEqual(["2", "12"]);
    expect(toasts.list.at(-1)?.text).toBe("Pointed out from now on: 2 concerns within 12 weeks.");
    await acts.undoLast();
    expect(repeatsSave).toHaveBeenLastCalledWith(usual);
    expect(fields()).toEqual(["3", "12"]);
    await acts.redoLast();
    expect(repeatsSave).toHaveBeenLastCalledWith({ events: 2, weeks: 12 });
  });

  it("keeps what was typed where it is refused", async () => {
    repeatsSave.mockResolvedValueOnce({
      status: "error",
      error: {
        code: "invalid",
        message: "Give a number of weeks between 1 and 52.",
        field: "weeks",
        problems: [],
        wait_seconds: null,
        choices: [],
      },
    });
    repeats.weeks = "a year";
    const refused = await repeats.save();
    // What is no number goes as one that the program refuses at its field.
    expect(repeatsSave).toHaveBeenCalledWith({ events: 3, weeks: 0 });
    expect(refused?.field).toBe("weeks");
    expect(repeats.error).toBe(refused);
    expect(fields()).toEqual(["3", "a year"]);
    expect(repeats.busy).toBe(false);
    expect(toasts.list).toEqual([]);
  });

  it("is not recorded again where it stays the same", async () => {
    repeats.weeks = "012";
    await repeats.save();
    expect(repeatsSave).not.toHaveBeenCalled();
    expect(fields()).toEqual(["3", "12"]);
    expect(toasts.list.at(-1)).toMatchObject({
      text: "The rule is this already: 3 concerns within 12 weeks.",
      undo: null,
    });
  });

  it("goes back to the rule that came with Evident, whatever is typed", async () => {
    repeats.view.set(ok({ events: 5, weeks: 52 }).data);
    repeats.events = "x";
    expect(await repeats.backToUsual()).toBeNull();
    expect(repeatsSave).toHaveBeenCalledWith(usual);
    expect(fields()).toEqual(["3", "12"]);
    await acts.undoLast();
    expect(repeatsSave).toHaveBeenLastCalledWith({ events: 5, weeks: 52 });
  });
});
