import { beforeEach, describe, expect, it, vi } from "vitest";
import type { ConcernImportRow } from "$lib/ipc";

const program = vi.hoisted(() => ({
  asked: [] as string[],
  undone: false,
  /** References of the cases that were changed since. */
  changed: [] as string[],
  refuses: false,
}));

vi.mock("../../bindings", () => {
  const answer = (asked: string, data: unknown) => {
    program.asked.push(asked);
    const error = {
      code: "locked",
      message: "Evident is locked.",
      field: null,
      wait_seconds: null,
      problems: [],
      choices: [],
    };
    return Promise.resolve(program.refuses ? { status: "error", error } : { status: "ok", data });
  };
  return {
    events: {},
    commands: {
      concernImportList: (service: string) =>
        answer(`list ${service}`, [
          { id: "b1", file_name: `${service}.csv`, cases: 20, undone: program.undone },
        ]),
      concernImportUndo: (id: string, all: boolean) => {
        const kept = all ? [] : program.changed;
        program.undone = true;
        return answer(`undo ${id} ${all}`, { removed: 20 - kept.length, kept });
      },
      concernImportPutBack: (id: string) => {
        program.undone = false;
        return answer(`put back ${id}`, 20);
      },
    },
  };
});

const { toasts } = await import("$lib/kit");
const { acts } = await import("$lib/undo");
const { EarlierImports, undoneWords } = await import("./earlier-imports.svelte");

const row = { id: "b1", file_name: "register.csv", cases: 20, undone: false } as ConcernImportRow;
let imports: InstanceType<typeof EarlierImports>;

/** The imports of a service, once they are in. */
async function shown(service: string) {
  imports.of(service);
  await vi.waitFor(() => expect(imports.rows.data).not.toBeNull());
}

beforeEach(async () => {
  toasts.clear();
  acts.forget();
  Object.assign(program, { undone: false, changed: [], refuses: false });
  program.asked.length = 0;
  imports = new EarlierImports();
  await shown("s1");
  program.asked.length = 0;
});

describe("earlier imports", () => {
  it("are of one service, and show none of another one meanwhile", async () => {
    expect(imports.find("b1")?.file_name).toBe("s1.csv");
    imports.of("s2");
    expect(imports.find("b1")).toBeNull();
    await vi.waitFor(() => expect(imports.find("b1")?.file_name).toBe("s2.csv"));
    imports.of("s2");
    expect(program.asked).toEqual(["list s2"]);
  });

  it("can be undone from the word that says that they are in, and done again", async () => {
    imports.brought(row);
    expect(toasts.list.at(-1)).toMatchObject({ text: "20 cases brought in.", undoLabel: "Undo" });
    await acts.undoLast();
    expect(program.asked).toContain("undo b1 false");
    expect(toasts.list.at(-1)?.text).toBe("20 cases moved to the bin.");
    await vi.waitFor(() => expect(imports.find("b1")?.undone).toBe(true));
    await acts.redoLast();
    expect(program.asked).toContain("put back b1");
    await vi.waitFor(() => expect(imports.find("b1")?.undone).toBe(false));
  });

  it("leave what was changed since, name it, and take it too only when that is asked for", async () => {
    program.changed = ["SG-2026-003", "SG-2026-007"];
    await imports.undo(row);
    expect(imports.kept).toEqual({ of: "b1", references: ["SG-2026-003", "SG-2026-007"] });
    expect(program.asked.filter((asked) => asked.startsWith("undo"))).toEqual(["undo b1 false"]);
    await imports.undoAll(row);
    expect(program.asked.filter((asked) => !asked.startsWith("list"))).toEqual([
      "undo b1 false",
      "undo b1 true",
    ]);
    expect(imports.kept).toBeNull();
  });

  it("forget what stayed once the import is back", async () => {
    program.changed = ["SG-2026-003"];
    await imports.undo(row);
    await imports.putBack(row);
    expect(imports.kept).toBeNull();
  });

  it("say why one was not undone, and let the act stand", async () => {
    imports.brought(row);
    program.refuses = true;
    await acts.undoLast();
    expect(imports.problem).toMatchObject({ of: "b1", error: { code: "locked" } });
    expect(acts.list[0]?.state).toBe("stands");
    expect(toasts.list.at(-1)?.text).toBe("Evident is locked.");
    expect(imports.busy).toBeNull();
  });
});

describe("what an undo did", () => {
  it("is said whole, also where nothing went", () => {
    expect(undoneWords({ removed: 18, kept: ["a", "b"] })).toBe(
      "18 cases moved to the bin. 2 cases stayed, because something was recorded in them since.",
    );
    expect(undoneWords({ removed: 1, kept: [] })).toBe("1 case moved to the bin.");
    expect(undoneWords({ removed: 0, kept: ["a"] })).toBe(
      "1 case stayed, because something was recorded in it since.",
    );
    expect(undoneWords({ removed: 0, kept: [] })).toBe("No case was left to move to the bin.");
  });
});
