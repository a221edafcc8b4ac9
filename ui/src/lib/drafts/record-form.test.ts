import { beforeEach, describe, expect, it, vi } from "vitest";

const draftSave = vi.fn();
const draftLoad = vi.fn();
const draftDiscard = vi.fn();

vi.mock("../../bindings", () => ({
  commands: {
    draftSave: (key: string, basedOn: number | null, body: string) => draftSave(key, basedOn, body),
    draftLoad: (key: string) => draftLoad(key),
    draftDiscard: (key: string) => draftDiscard(key),
  },
  events: {},
}));

const { RecordForm } = await import("./record-form.svelte");
const { CallError } = await import("$lib/ipc");

beforeEach(() => {
  draftSave.mockReset().mockResolvedValue({ status: "ok", data: { at: "10:42" } });
  draftLoad.mockReset().mockResolvedValue({ status: "ok", data: null });
  draftDiscard.mockReset().mockResolvedValue({ status: "ok", data: null });
});

function form(over: Partial<ConstructorParameters<typeof RecordForm<string>>[0]> = {}) {
  return new RecordForm<string>({
    key: "part:p1",
    basedOn: 2,
    kept: () => "typed",
    bringBack: () => undefined,
    store: async () => undefined,
    close: () => undefined,
    ...over,
  });
}

describe("a form that is kept as it is typed", () => {
  it("comes back with the revision it was begun on", async () => {
    const bringBack = vi.fn();
    draftLoad.mockResolvedValueOnce({
      status: "ok",
      data: { key: "part:p1", body: '"typed earlier"', saved: "09:12", based_on: 1 },
    });
    const record = form({ bringBack });
    await record.load();
    expect(bringBack).toHaveBeenCalledWith("typed earlier", 1);
    expect(record.broughtBack).toBe(true);
  });

  it("is kept under the revision it stands on now, once it has moved on", async () => {
    let rev = 2;
    const record = form({ basedOn: () => rev });
    record.keeper.touch();
    await record.keeper.flush();
    rev = 3;
    record.keeper.touch();
    await record.keeper.flush();
    expect(draftSave.mock.calls.map(([key, basedOn]) => [key, basedOn])).toEqual([
      ["part:p1", 2],
      ["part:p1", 3],
    ]);
  });

  it("keeps its draft when it is refused, and lets it go when it is stored", async () => {
    const refused = CallError.ofForm([{ field: "to", message: "Write a few words here." }]);
    const store = vi.fn().mockRejectedValueOnce(refused).mockResolvedValueOnce(undefined);
    const close = vi.fn();
    const record = form({ store, close });
    await record.store();
    expect(record.error).toBe(refused);
    expect(draftDiscard).not.toHaveBeenCalled();
    expect(close).not.toHaveBeenCalled();
    await record.store();
    expect(draftDiscard).toHaveBeenCalledWith("part:p1");
    expect(close).toHaveBeenCalledOnce();
  });
});
