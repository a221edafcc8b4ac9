import { beforeEach, describe, expect, it, vi } from "vitest";
import type { BinEntry } from "./bin.svelte";

const partHistory = vi.fn();
const eventHistory = vi.fn();

vi.mock("../../bindings", () => ({
  commands: {
    partHistory: (id: string) => partHistory(id),
    eventHistory: (id: string) => eventHistory(id),
  },
  events: {},
}));

const { Bin } = await import("./bin.svelte");
const { CaseHistory } = await import("./case-history.svelte");

const entry = (over: Partial<BinEntry>): BinEntry => ({
  is: "part",
  id: "p1",
  rev: 2,
  label: "Allegation",
  text: "Two visits were not made",
  mayPutBack: true,
  ...over,
});
const ok = (data: unknown) => Promise.resolve({ status: "ok", data });

let bin: InstanceType<typeof Bin>;

beforeEach(() => {
  const history = new CaseHistory("c1");
  history.rows.set([
    {
      seq: 9,
      recorded: "9 February 2026, 10:00",
      day: "2026-02-09",
      by: "Deputy",
      what: "Action A-0003",
      first: false,
      reason: null,
      changes: [{ label: "In the bin", before: null, after: "yes" }],
    },
  ]);
  bin = new Bin(history);
  partHistory.mockReset().mockImplementation(() =>
    ok([
      { rev: 1, recorded: "7 February", by: "Registered manager" },
      { rev: 2, recorded: "8 February", by: "Deputy" },
    ]),
  );
  eventHistory.mockReset().mockImplementation(() =>
    ok([
      { rev: 1, recorded: "7 February", by: "Registered manager", removed: false },
      { rev: 2, recorded: "8 February", by: "Night manager", removed: true },
    ]),
  );
});

describe("the bin", () => {
  it("says who removed what, and when", async () => {
    const entries = [
      entry({}),
      entry({ is: "event", id: "e1" }),
      entry({ is: "action", id: "a1", text: "A-0003 Rota redesign" }),
    ];
    await bin.look(entries);
    expect(entries.map((each) => bin.removalOf(each))).toMatchObject([
      { by: "Deputy", recorded: "8 February" },
      { by: "Night manager" },
      { by: "Deputy", recorded: "9 February 2026, 10:00" },
    ]);
  });

  it("asks once, and again after it was removed anew", async () => {
    await bin.look([entry({})]);
    await bin.look([entry({})]);
    expect(partHistory).toHaveBeenCalledTimes(1);
    await bin.look([entry({ rev: 4 })]);
    expect(partHistory).toHaveBeenCalledTimes(2);
  });

  it("still shows what it cannot find out about", async () => {
    partHistory.mockImplementation(() => Promise.reject(new Error("gone")));
    await bin.look([entry({}), entry({ is: "event", id: "e1" })]);
    expect(bin.removalOf(entry({}))).toBeNull();
    expect(bin.removalOf(entry({ is: "event", id: "e1" }))).not.toBeNull();
  });
});
