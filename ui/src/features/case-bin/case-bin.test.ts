import { beforeEach, describe, expect, it, vi } from "vitest";
import type { BinnedCase } from "$lib/ipc";

const program = vi.hoisted(() => ({
  asked: [] as string[],
  /** The revision at which the case stands. */
  rev: 4,
  /** The cases in the bin, by identity. */
  bin: [] as string[],
  refuses: null as string | null,
}));

vi.mock("../../bindings", () => {
  const answer = (asked: string, data: () => unknown, field: string | null = null) => {
    program.asked.push(asked);
    const error = {
      code: program.refuses,
      message: `Refused: ${program.refuses ?? ""}`,
      field,
      wait_seconds: null,
      problems: [],
      choices: [],
    };
    return Promise.resolve(program.refuses ? { status: "error", error } : { status: "ok", data: data() });
  };
  return {
    events: {},
    commands: {
      casesBin: () =>
        Promise.resolve({
          status: "ok",
          data: program.bin.map((id) => ({ id, reference: "SG-2026-007", reason: "Recorded twice" })),
        }),
      casePage: () => Promise.resolve({ status: "ok", data: { rev: program.rev } }),
      caseRemove: (id: string, rev: number, reason: string) =>
        answer(
          `remove ${id} ${rev} ${reason}`,
          () => {
            program.bin.push(id);
            program.rev++;
            return null;
          },
          program.refuses === "invalid" ? "reason" : null,
        ),
      caseRestore: (id: string) =>
        answer(`restore ${id}`, () => {
          program.bin = program.bin.filter((each) => each !== id);
          program.rev++;
          return null;
        }),
    },
  };
});

const { toasts } = await import("$lib/kit");
const { acts } = await import("$lib/undo");
const { RemoveForm } = await import("./remove-form.svelte");
const { CaseBin } = await import("./case-bin.svelte");

const newForm = () => new RemoveForm(() => ({ id: "c1", reference: "SG-2026-007", rev: program.rev }));

beforeEach(() => {
  toasts.clear();
  acts.forget();
  Object.assign(program, { rev: 4, bin: [], refuses: null });
  program.asked.length = 0;
});

describe("removing a case", () => {
  it("goes with its reason, comes back, and goes again at the revision it then stands at", async () => {
    const form = newForm();
    form.reason = "  Recorded twice ";
    expect(await form.remove()).toBe(true);
    expect(program.asked).toEqual(["remove c1 4 Recorded twice"]);
    expect(acts.list[0]).toMatchObject({ text: "SG-2026-007 was moved to the bin.", label: "Put back" });
    await acts.undoLast();
    expect(program.bin).toEqual([]);
    expect(program.asked.at(-1)).toBe("restore c1");
    await acts.redoLast();
    expect(program.asked.at(-1)).toBe("remove c1 6 Recorded twice");
    expect(program.bin).toEqual(["c1"]);
  });

  it("says at the reason what is wrong with it, and there alone", async () => {
    program.refuses = "invalid";
    const form = newForm();
    expect(await form.remove()).toBe(false);
    expect(form.reasonError).toBe("Refused: invalid");
    expect(form.refusal).toBeNull();
    expect(toasts.list).toEqual([]);
  });

  it("speaks of a case that was changed meanwhile in words that fit, and goes at its newest revision", async () => {
    program.refuses = "conflict";
    const form = newForm();
    form.reason = "Recorded twice";
    expect(await form.remove()).toBe(false);
    expect(form.refusal?.happened).toContain("Nothing was removed");
    expect(form.reason).toBe("Recorded twice");
    Object.assign(program, { refuses: null, rev: 9 });
    expect(await form.remove()).toBe(true);
    expect(program.asked.at(-1)).toBe("remove c1 9 Recorded twice");
  });

  it("says why any other refusal came", async () => {
    program.refuses = "case_closed";
    const form = newForm();
    await form.remove();
    expect(form.refusal?.happened).toBe("Refused: case_closed");
  });
});

describe("the bin of cases", () => {
  const row = { id: "c1", reference: "SG-2026-007", reason: "Recorded twice" } as BinnedCase;

  it("gives a case back, tells the list, and can take it again with its old reason", async () => {
    program.bin = ["c1"];
    const changed = vi.fn();
    const bin = new CaseBin(changed);
    bin.load();
    await vi.waitFor(() => expect(bin.rows.data).toHaveLength(1));
    await bin.putBack(row);
    expect(changed).toHaveBeenCalledOnce();
    await vi.waitFor(() => expect(bin.rows.data).toEqual([]));
    await acts.undoLast();
    expect(program.asked.at(-1)).toBe("remove c1 5 Recorded twice");
  });

  it("says why a case stays, and looks again: somebody may have put it back meanwhile", async () => {
    program.bin = ["c1"];
    const changed = vi.fn();
    const bin = new CaseBin(changed);
    bin.load();
    await vi.waitFor(() => expect(bin.rows.data).toHaveLength(1));
    program.bin = [];
    program.refuses = "not_found";
    await bin.putBack(row);
    expect(bin.problem).toMatchObject({ of: "c1", error: { code: "not_found" } });
    expect(changed).not.toHaveBeenCalled();
    await vi.waitFor(() => expect(bin.rows.data).toEqual([]));
    expect(bin.busy).toBeNull();
  });
});
