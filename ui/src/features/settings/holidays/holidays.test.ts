import { beforeEach, describe, expect, it, vi } from "vitest";
import type { HolidayRow } from "$lib/ipc";

const holidayAdd = vi.fn();
const holidayRemove = vi.fn();

vi.mock("../../../bindings", () => ({
  commands: {
    holidayAdd: (on: string, name: string) => holidayAdd(on, name),
    holidayRemove: (on: string) => holidayRemove(on),
  },
  events: {},
}));

const { Holidays } = await import("./holidays.svelte");
const { toasts } = await import("$lib/kit");

const friday: HolidayRow = { on: "2026-04-03", text: "Friday 3 April 2026", name: "Good Friday", own: false };
const own: HolidayRow = { on: "2029-04-30", text: "Monday 30 April 2029", name: "A day", own: true };
const view = (days: HolidayRow[]) => ({
  status: "ok",
  data: { days, last_year: 2028, source: "", may_change: true },
});

let holidays: InstanceType<typeof Holidays>;

beforeEach(() => {
  toasts.clear();
  holidayAdd.mockReset().mockResolvedValue(view([friday, own]));
  holidayRemove.mockReset().mockResolvedValue(view([friday]));
  holidays = new Holidays();
  holidays.view.set(view([friday]).data);
});

describe("a bank holiday of one's own", () => {
  it("is added, and can be taken away again and put back", async () => {
    holidays.on = " 30 Apr 2029 ";
    holidays.name = "A day";
    await holidays.add();
    expect(holidayAdd).toHaveBeenCalledWith("30 Apr 2029", "A day");
    expect(holidays.on).toBe("");
    const added = toasts.list.at(-1);
    expect(added?.text).toBe("Monday 30 April 2029 is a bank holiday.");
    if (added) toasts.putBack(added);
    await vi.waitFor(() => expect(holidayRemove).toHaveBeenCalledWith("2029-04-30"));
    await vi.waitFor(() => expect(toasts.list.at(-1)?.text).toContain("no longer"));
    const removed = toasts.list.at(-1);
    if (removed) toasts.putBack(removed);
    await vi.waitFor(() => expect(holidayAdd).toHaveBeenLastCalledWith("2029-04-30", "A day"));
  });

  it("keeps what was typed where it is refused", async () => {
    holidayAdd.mockResolvedValue({
      status: "error",
      error: {
        code: "invalid",
        message: "Give a day.",
        field: "on",
        problems: [],
        wait_seconds: null,
        choices: [],
      },
    });
    holidays.on = "soon";
    await holidays.add();
    expect(holidays.on).toBe("soon");
    expect(holidays.error?.field).toBe("on");
    expect(toasts.list).toEqual([]);
  });
});
