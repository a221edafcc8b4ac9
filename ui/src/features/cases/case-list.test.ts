import { beforeEach, describe, expect, it, vi } from "vitest";
import type { CaseFilter, CaseRow } from "$lib/ipc";

const casesList = vi.fn();
vi.mock("../../bindings", () => ({ commands: { casesList }, events: {} }));

const { CaseListState } = await import("./case-list.svelte");

const filter: CaseFilter = { text: "", show: "open", service: "", sort: "aware", descending: true };
const rows = (...ids: string[]) => ids.map((id) => ({ id }) as CaseRow);
const answer = (ids: string[], fits = 3) => ({
  status: "ok",
  data: { rows: rows(...ids), fits, recorded: 5 },
});

describe("the list of cases", () => {
  beforeEach(() => casesList.mockReset());

  it("adds the next page below and shows no case twice", async () => {
    casesList.mockResolvedValueOnce(answer(["c3", "c2"])).mockResolvedValueOnce(answer(["c2", "c1"]));
    const cases = new CaseListState();
    cases.load(filter);
    await vi.waitFor(() => expect(cases.list.data?.rows).toHaveLength(2));
    await cases.more();
    expect(casesList).toHaveBeenLastCalledWith(filter, 2, 100);
    expect(cases.list.data?.rows.map((row) => row.id)).toEqual(["c3", "c2", "c1"]);
  });

  it("drops a page of a list that another one has taken the place of", async () => {
    casesList.mockResolvedValueOnce(answer(["c3"]));
    const cases = new CaseListState();
    cases.load(filter);
    await vi.waitFor(() => expect(cases.list.data).not.toBeNull());
    let late = (_: unknown) => {};
    casesList.mockReturnValueOnce(new Promise((resolve) => (late = resolve)));
    const more = cases.more();
    casesList.mockResolvedValueOnce(answer(["c9"], 1));
    cases.load({ ...filter, text: "rota" });
    await vi.waitFor(() => expect(cases.list.data?.fits).toBe(1));
    late(answer(["c2"]));
    await more;
    expect(cases.list.data?.rows.map((row) => row.id)).toEqual(["c9"]);
  });

  it("says why more could not be shown and keeps what is", async () => {
    casesList.mockResolvedValueOnce(answer(["c3"])).mockRejectedValueOnce(new Error("bridge"));
    const cases = new CaseListState();
    cases.load(filter);
    await vi.waitFor(() => expect(cases.list.data).not.toBeNull());
    await cases.more();
    expect(cases.problem?.code).toBe("internal");
    expect(cases.list.data?.rows).toHaveLength(1);
    expect(cases.isAdding).toBe(false);
  });
});
