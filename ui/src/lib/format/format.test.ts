import { describe, expect, it } from "vitest";
import { countText, dayText, durationText, isoDay, listOf, longDayText, plural, shorten, timeText } from ".";

describe("dates and times", () => {
  it("writes an ISO date as people do", () => {
    expect(dayText("2026-02-07")).toBe("7 Feb 2026");
    expect(dayText("2026-11-25")).toBe("25 Nov 2026");
  });

  it("writes it in full, with its weekday", () => {
    expect(longDayText("2026-02-07")).toBe("Saturday 7 February 2026");
    expect(longDayText("2026-03-29")).toBe("Sunday 29 March 2026");
    expect(longDayText("soon")).toBe("soon");
  });

  it("leaves alone what is not an ISO date", () => {
    expect(dayText("7 Feb")).toBe("7 Feb");
    expect(dayText("2026-13-01")).toBe("2026-13-01");
  });

  it("reads a day as people type it, and nothing else", () => {
    for (const typed of ["2026-02-09", "9 Feb 2026", "09/02/2026", "9.2.26", "Monday 9th February 2026"]) {
      expect(isoDay(typed)).toBe("2026-02-09");
    }
    for (const typed of ["", "9 Feb", "30 Feb 2026", "9 Foo 2026", "soon", "9/13/2026"]) {
      expect(isoDay(typed)).toBeNull();
    }
  });

  it("finds the time of day in a sentence", () => {
    expect(timeText("Wednesday 25 November 2026, 09:00")).toBe("09:00");
    expect(timeText("9:05")).toBe("09:05");
    expect(timeText("25 November 2026")).toBe("");
  });
});

describe("numbers and words", () => {
  it("marks thousands", () => {
    expect(countText(31853)).toBe("31,853");
  });

  it("counts in words", () => {
    expect(plural(0, "case")).toBe("no cases");
    expect(plural(1, "case")).toBe("1 case");
    expect(plural(1234, "entry", "entries")).toBe("1,234 entries");
  });

  it("joins words as a sentence does", () => {
    expect(listOf([])).toBe("");
    expect(listOf(["a"])).toBe("a");
    expect(listOf(["a", "b"])).toBe("a and b");
    expect(listOf(["a", "b", "c"])).toBe("a, b and c");
  });

  it("cuts between words and says so", () => {
    expect(shorten("short", 10)).toBe("short");
    expect(shorten("Two visits had not been made, and nobody called", 24)).toBe("Two visits had not been…");
    expect(shorten("Unbrokenwordlongerthanthat", 10)).toBe("Unbrokenw…");
    expect(shorten("two\nlines", 20)).toBe("two lines");
  });

  it("says how long to wait", () => {
    expect(durationText(1)).toBe("1 second");
    expect(durationText(30)).toBe("30 seconds");
    expect(durationText(60)).toBe("1 minute");
    expect(durationText(125)).toBe("2 min 5 s");
    expect(durationText(-3)).toBe("0 seconds");
  });
});
