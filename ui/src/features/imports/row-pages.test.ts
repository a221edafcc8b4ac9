import { describe, expect, it } from "vitest";
import { CallError, type RowsFrom, type RowsView } from "$lib/ipc";
import { RowPages } from "./row-pages.svelte";

const total = 450;

/** A page as the program makes it, of rows 10, 11, 12 and so on of a file. */
function pageAt(from: number): RowsView {
  const coming_in = Array.from({ length: Math.min(200, total - from) }, (_, at) => ({
    row: 10 + from + at,
    period: "",
    events: "",
    exposure: "",
  }));
  return { from, total, coming_in, not_coming_in: [] };
}

function pages(asked: RowsFrom[] = []): RowPages {
  return new RowPages(pageAt(0), (from) => {
    asked.push(from);
    return Promise.resolve(
      pageAt(from.file_row === undefined ? (from.place ?? 0) : Math.floor((from.file_row - 10) / 200) * 200),
    );
  });
}

describe("pages of rows", () => {
  it("turn forth and back without a gap, and end with the list", async () => {
    const turned = pages();
    expect([turned.hasEarlier, turned.hasLater]).toEqual([false, true]);
    await turned.later();
    await turned.later();
    expect([turned.page.from, turned.size, turned.hasLater]).toEqual([400, 50, false]);
    await turned.earlier();
    expect([turned.page.from, turned.size]).toEqual([200, 200]);
  });

  it("go to a row of the file as a person types it", async () => {
    const asked: RowsFrom[] = [];
    const turned = pages(asked);
    await turned.goTo(" 4,50 ");
    expect(asked).toEqual([{ file_row: 450 }]);
    expect(turned.page.from).toBe(400);
  });

  it("stay where they are when no row was named", async () => {
    const asked: RowsFrom[] = [];
    const turned = pages(asked);
    for (const text of ["", "x", "-3", "0", "1.5"]) await turned.goTo(text);
    expect(asked).toEqual([]);
  });

  it("keep the page and say why when the next one cannot be had", async () => {
    const error = new CallError({
      code: "locked",
      message: "Evident is locked.",
      field: null,
      wait_seconds: null,
      problems: [],
      choices: [],
    });
    const turned = new RowPages(pageAt(0), () => Promise.reject(error));
    await turned.later();
    expect(turned.page.from).toBe(0);
    expect(turned.error?.message).toBe("Evident is locked.");
  });

  it("show what was asked for last, whichever answer comes first", async () => {
    const answers: (() => void)[] = [];
    const turned = new RowPages(
      pageAt(0),
      (from) => new Promise((resolve) => answers.push(() => resolve(pageAt(from.place ?? 0)))),
    );
    const turns = [turned.later(), turned.goTo("10")];
    answers[1]?.();
    answers[0]?.();
    await Promise.all(turns);
    expect(turned.page.from).toBe(0);
  });
});
