import { beforeEach, describe, expect, it, vi } from "vitest";

const paperSave = vi.fn();

vi.mock("../../bindings", () => ({
  commands: { paperSave: (...given: unknown[]) => paperSave(...given) },
  events: {},
}));

const { PaperSaving } = await import("./paper-saving.svelte");
const { toasts } = await import("$lib/kit");

beforeEach(() => {
  toasts.clear();
  paperSave
    .mockReset()
    .mockResolvedValue({ status: "ok", data: { token: "t", shown: "/home/me/SG-2026-001-chronology.pdf" } });
});

describe("a paper of a case", () => {
  it("says where it was saved", async () => {
    const saving = new PaperSaving("c1", "chronology", { bodies: ["Council"] });
    expect(await saving.save("pdf")).toBe(true);
    expect(paperSave).toHaveBeenCalledWith("c1", "chronology", "pdf", { bodies: ["Council"] });
    expect(toasts.list.at(-1)?.text).toContain("SG-2026-001-chronology.pdf");
    expect(saving.busy).toBeNull();
  });

  it("says nothing where no place was chosen", async () => {
    paperSave.mockResolvedValue({ status: "ok", data: null });
    expect(await new PaperSaving("c1", "report").save("word")).toBe(false);
    expect(toasts.list).toEqual([]);
  });

  it("says why it could not be written, and takes no second press meanwhile", async () => {
    let refuse: (outcome: unknown) => void = () => undefined;
    paperSave.mockReturnValue(new Promise((resolve) => (refuse = resolve)));
    const saving = new PaperSaving("c1", "report");
    const first = saving.save("pdf");
    expect(saving.busy).toBe("pdf");
    expect(await saving.save("word")).toBe(false);
    expect(paperSave).toHaveBeenCalledTimes(1);
    refuse({
      status: "error",
      error: {
        code: "cannot_write_file",
        message: "The file could not be written there.",
        field: null,
        problems: [],
        wait_seconds: null,
        choices: [],
      },
    });
    expect(await first).toBe(false);
    expect(saving.error?.code).toBe("cannot_write_file");
  });
});
