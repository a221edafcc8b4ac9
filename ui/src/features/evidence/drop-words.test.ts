import { describe, expect, it } from "vitest";
import { isOn, nothingCame, saidOfDrop } from "./drop-words";

const box = { left: 100, top: 50, right: 300, bottom: 150 };
const file = { token: "a", name: "rota.xlsx", size_text: "4 KB", refused: null };

describe("a drop", () => {
  it("is on the box up to its edges and nowhere else", () => {
    for (const at of [
      { x: 100, y: 50 },
      { x: 300, y: 150 },
      { x: 200, y: 100 },
    ])
      expect(isOn(box, at)).toBe(true);
    for (const at of [
      { x: 99, y: 100 },
      { x: 200, y: 151 },
      { x: -1, y: -1 },
    ])
      expect(isOn(box, at)).toBe(false);
  });

  it("with files on the box needs no words", () => {
    expect(saidOfDrop({ files: [file], x: 200, y: 100 }, box)).toBeNull();
  });

  it("without files is said wherever it fell, with what to do instead", () => {
    for (const x of [200, 900]) expect(saidOfDrop({ files: [], x, y: 100 }, box)).toBe(nothingCame);
    expect(nothingCame).toContain("nothing was added");
    expect(nothingCame).toContain("Add file…");
  });

  it("beside the box adds nothing and says where to drop", () => {
    expect(saidOfDrop({ files: [file], x: 900, y: 100 }, box)).toContain("beside the box");
  });
});
