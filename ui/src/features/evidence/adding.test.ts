import { beforeEach, describe, expect, it, vi } from "vitest";
import { Adding } from "./adding.svelte";

const { attach, choose, cancel } = vi.hoisted(() => ({ attach: vi.fn(), choose: vi.fn(), cancel: vi.fn() }));
vi.mock("../../bindings", () => ({
  commands: { evidenceAttach: attach, evidenceChoose: choose, cancelWork: cancel },
  events: {},
}));

const chosen = (name: string) => ({ token: name, name, size_text: "4 KB", refused: null });
const ok = (token: string) => ({
  status: "ok",
  data: { file: { id: `id-${token}`, misnamed: null }, notice: null },
});
const refusal = (code: string) => ({
  status: "error",
  error: { code, message: `${code}.`, field: null, problems: [], wait_seconds: null, choices: [] },
});

beforeEach(() => {
  attach.mockReset().mockImplementation((token: string) => Promise.resolve(ok(token)));
  choose.mockReset();
  cancel.mockReset();
});

function adding() {
  const added = vi.fn();
  const done = vi.fn();
  return { files: new Adding("case", added, done), added, done };
}

describe("adding files", () => {
  it("brings them in one after the other and tells which came in", async () => {
    const { files, added, done } = adding();
    attach.mockImplementationOnce(() => Promise.resolve(refusal("file_unreadable")));
    await files.take([chosen("a"), chosen("b"), chosen("c")]);
    expect(attach.mock.calls).toEqual([
      ["a", "case"],
      ["b", "case"],
      ["c", "case"],
    ]);
    expect(added).toHaveBeenCalledTimes(2);
    expect(done).toHaveBeenCalledExactlyOnceWith([
      { fileId: "id-b", name: "b" },
      { fileId: "id-c", name: "c" },
    ]);
    expect(files.outcome).toContain("2 files were added, 1 was refused");
  });

  it("stops the present one and those that wait", async () => {
    const { files, done } = adding();
    let answer: (value: unknown) => void = () => undefined;
    attach.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)));
    const all = files.take([chosen("a"), chosen("b")]);
    files.cancel();
    expect(cancel).toHaveBeenCalledOnce();
    answer(refusal("stopped"));
    await all;
    expect(attach).toHaveBeenCalledOnce();
    expect(files.files.map((file) => file.step.at)).toEqual(["stopped", "stopped"]);
    expect(done).toHaveBeenCalledExactlyOnceWith([]);
  });

  it("puts files that are dropped meanwhile behind the others", async () => {
    const { files, done } = adding();
    let answer: (value: unknown) => void = () => undefined;
    attach.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)));
    const first = files.take([chosen("a")]);
    await files.take([chosen("b")]);
    answer(ok("a"));
    await first;
    expect(done).toHaveBeenCalledOnce();
    expect(files.files.map((file) => [file.name, file.step.at])).toEqual([
      ["a", "added"],
      ["b", "added"],
    ]);
  });

  it("says why nothing could be chosen, and does nothing when that was cancelled", async () => {
    const { files, done } = adding();
    choose.mockResolvedValueOnce({ status: "ok", data: [] });
    await files.choose();
    expect(done).not.toHaveBeenCalled();
    choose.mockResolvedValueOnce(refusal("forbidden"));
    await files.choose();
    expect(files.problem?.code).toBe("forbidden");
    expect(files.isChoosing).toBe(false);
  });
});
