import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { FileView, PreviewView } from "$lib/ipc";
import { Preview, turnOfKey } from "./preview.svelte";

const asked = vi.hoisted(() => vi.fn());
vi.mock("../../bindings", () => ({ commands: { evidencePreview: asked }, events: {} }));

const file: FileView = {
  id: "0f",
  name: "Log.pdf",
  size_text: "4 KB",
  kind: "PDF document",
  misnamed: null,
  sha256: "00",
  added: "",
  by: "",
  can_show: true,
};

const page = (at: number, pages: number): PreviewView => ({
  file,
  src: `evidence://localhost/${at}`,
  text: null,
  text_goes_on: false,
  page: at,
  pages,
  why: null,
});

beforeEach(() => {
  asked.mockImplementation((_id: string, at: number) => Promise.resolve({ status: "ok", data: page(at, 3) }));
});
afterEach(() => asked.mockReset());

describe("looking at a document", () => {
  it("turns its pages and stops at both ends", async () => {
    const preview = new Preview(file);
    await preview.show(1);
    expect([preview.pages, preview.hasPrevious, preview.hasNext]).toEqual([3, false, true]);
    preview.turn("previous");
    preview.turn("first");
    expect(asked).toHaveBeenCalledTimes(1);
    preview.turn("last");
    await vi.waitFor(() => expect(preview.view?.page).toBe(3));
    preview.turn("next");
    expect(asked).toHaveBeenCalledTimes(2);
    expect(preview.hasNext).toBe(false);
  });

  it("shows the page asked for last, whichever answer comes first", async () => {
    const preview = new Preview(file);
    await preview.show(1);
    let answer: (value: unknown) => void = () => undefined;
    asked.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)));
    const slow = preview.show(2);
    await preview.show(3);
    answer({ status: "ok", data: page(2, 3) });
    await slow;
    expect(preview.view?.page).toBe(3);
  });

  it("keeps what is seen when the next page fails, and passes over what was stopped", async () => {
    const preview = new Preview(file);
    await preview.show(1);
    const refusal = (code: string) =>
      Promise.resolve({
        status: "error",
        error: { code, message: "x", field: null, problems: [], wait_seconds: null, choices: [] },
      });
    asked.mockImplementationOnce(() => refusal("evidence_damaged"));
    await preview.show(2);
    expect(preview.error?.code).toBe("evidence_damaged");
    expect(preview.view?.page).toBe(1);
    asked.mockImplementationOnce(() => refusal("stopped"));
    await preview.show(3);
    expect(preview.error).toBeNull();
  });

  it("knows the keys that turn pages", () => {
    expect(["ArrowRight", "ArrowLeft", "Home", "End", "PageDown", "a"].map(turnOfKey)).toEqual([
      "next",
      "previous",
      "first",
      "last",
      null,
      null,
    ]);
  });
});
