import { describe, expect, it } from "vitest";
import type { ActionRow, EventRow } from "$lib/ipc";
import { markedRecord } from "./figure-mark";

const page = {
  events: [
    { key: "event:0a1b", id: "0a1b", part: null } as EventRow,
    { key: "part:5c:sent", id: "", part: "5c" } as EventRow,
    { key: "part:5c:recorded", id: "", part: "5c" } as EventRow,
  ],
  actions: [{ id: "9f" } as ActionRow],
};

describe("a mark on the figure", () => {
  it("leads to its event", () => {
    expect(markedRecord(page, "event:0a1b")).toEqual({ is: "event", event: page.events[0] });
  });

  it("leads to the part that says it, whichever of its dates is marked", () => {
    expect(markedRecord(page, "part:5c:sent")).toEqual({ is: "part", part: "5c", event: page.events[1] });
    expect(markedRecord(page, "part:5c:recorded")).toEqual({ is: "part", part: "5c", event: page.events[2] });
  });

  it("leads to the action, from its own mark and from its change marker", () => {
    expect(markedRecord(page, "action:9f")).toEqual({ is: "action", action: page.actions[0] });
    expect(markedRecord(page, "marker:9f")).toEqual({ is: "action", action: page.actions[0] });
  });

  it("leads to the period of a point", () => {
    expect(markedRecord(page, "point:2026-08-10")).toEqual({ is: "period", date: "2026-08-10" });
  });

  it("leads nowhere when nothing is behind it", () => {
    for (const ref of ["event:gone", "part:gone:sent", "marker:", "point:soon", "legend:1", "event", ""]) {
      expect(markedRecord(page, ref)).toBeNull();
    }
  });
});
