import { expect, it } from "vitest";
import type { EvidenceList } from "$lib/ipc";
import { filesFor, titleOfFile } from "./file-choice";

it("calls a file by its name without the ending", () => {
  expect(titleOfFile("Call log 27 Oct.csv")).toBe("Call log 27 Oct");
  expect(titleOfFile("minutes v1.2 final.docx")).toBe("minutes v1.2 final");
  expect(titleOfFile("Letter to Mr. Ahmed about visits")).toBe("Letter to Mr. Ahmed about visits");
  expect(titleOfFile(".hidden")).toBe(".hidden");
});

it("offers what nothing describes, and what the form holds", () => {
  const list = {
    items: [{ file: { id: "f1" } }, { file: null }, { file: { id: "f2" } }],
    undescribed: [{ id: "f3" }],
  } as unknown as EvidenceList;
  expect(filesFor(list, null).map((file) => file.id)).toEqual(["f3"]);
  expect(filesFor(list, "f2").map((file) => file.id)).toEqual(["f2", "f3"]);
  expect(filesFor(list, "f3").map((file) => file.id)).toEqual(["f3"]);
});
