import { describe, expect, it } from "vitest";
import { readFilter, writeFilter } from "./filter";

describe("the filter of the case list", () => {
  it("comes back from the address as it went in", () => {
    for (const filter of [
      { text: "", show: "open", service: "" },
      { text: "edna & co", show: "all", service: "Meadowbank Homecare" },
      { text: "100 %", show: "closed", service: "" },
    ] as const) {
      expect(readFilter(new URLSearchParams(writeFilter(filter)))).toEqual(filter);
    }
  });

  it("leaves the address clean when nothing is filtered", () => {
    expect(writeFilter({ text: "", show: "open", service: "" })).toBe("");
    expect(readFilter(new URLSearchParams("show=nonsense")).show).toBe("open");
  });
});
