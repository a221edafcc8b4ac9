import { describe, expect, it } from "vitest";
import { plainPaste } from "./paste";

describe("what is pasted from Word", () => {
  it("keeps paragraphs, blank lines and tabs", () => {
    expect(plainPaste("First.\r\n\r\nSecond.\r\tIndented.")).toBe("First.\n\nSecond.\n\tIndented.");
  });

  it("keeps lists, with bullets that every program shows and numbers as they are", () => {
    expect(plainPaste("\uF0B7\tOne\r\n·\tTwo\r\n\uF0A7\u00A0Three\r\n1.\tFour")).toBe(
      "•\tOne\n•\tTwo\n• Three\n1.\tFour",
    );
    // A dot inside words is no bullet.
    expect(plainPaste("3·5 mg")).toBe("3·5 mg");
  });

  it("takes line breaks inside a paragraph for lines", () => {
    expect(plainPaste("12 High Street\u000BRowanby\u2028RW1 2AB")).toBe("12 High Street\nRowanby\nRW1 2AB");
  });

  it("keeps together what Word keeps together, in plain characters", () => {
    expect(plainPaste("out\u001Eof\u2011hours, 7\u00A0February")).toBe("out-of-hours, 7 February");
    expect(plainPaste("safe\u00ADguard\u001Fing")).toBe("safeguarding");
  });

  it("leaves out marks of comments, pictures and fields", () => {
    expect(plainPaste("Seen\u0005 at home\uFFFC\u0001.\uFEFF")).toBe("Seen at home.");
  });

  it("leaves plain words as they are, in any language", () => {
    const words = "“Nobody came,” said Zoë – at 19:30… £4.50 ½ 他";
    expect(plainPaste(words)).toBe(words);
  });
});
