import { describe, expect, it } from "vitest";
import type { FieldView } from "$lib/ipc";
import { answerOf, inputOf, isBlank, isSame, wordsOf } from "./answer";

const field = (takes: FieldView["takes"], choices: FieldView["choices"] = []): FieldView => ({
  code: "f",
  label: "F?",
  takes,
  needed: false,
  hint: null,
  of: null,
  choices,
  alone: [],
  asked_when: null,
  asked_when_is: [],
});

describe("an answer", () => {
  it("comes from the wire whole and goes back as it came", () => {
    const when = { date: "17 Mar 2026", time: "10:00", offset_min: 0, about: true };
    expect(inputOf("when", answerOf({ when }))).toEqual({ when });
    expect(inputOf("when", answerOf({ when: { ...when, time: null } }))).toEqual({
      when: { ...when, time: null, offset_min: null },
    });
    expect(inputOf("choices", answerOf({ codes: ["a", "b"] }))).toEqual({ codes: ["a", "b"] });
    expect(inputOf("date", answerOf({ text: "17 Mar 2026" }))).toEqual({ text: "17 Mar 2026" });
    expect(inputOf("when", answerOf(undefined))).toEqual({});
  });

  it("is blank without words, choice or day", () => {
    expect(isBlank("long", answerOf({ text: " \n" }))).toBe(true);
    expect(isBlank("person", answerOf({ text: "Ruth" }))).toBe(true);
    // A time without its day is something typed: the program says what is missing.
    const timeOnly = answerOf({ when: { date: "", time: "10:00", offset_min: null, about: false } });
    expect(isBlank("when", timeOnly)).toBe(false);
  });

  it("is the same however it was typed, and another one when its meaning changes", () => {
    const of = (text: string) => answerOf({ text });
    expect(isSame("date", of("7/2/2026"), of("7 Feb 2026"))).toBe(true);
    expect(isSame("date", of("soon"), of("later"))).toBe(false);
    expect(isSame("long", of("One.\r\nTwo. "), of("One.\nTwo."))).toBe(true);
    expect(isSame("choices", answerOf({ codes: ["a", "b"] }), answerOf({ codes: ["b", "a"] }))).toBe(true);
    const at = (offset_min: number | null, time = "01:30") =>
      answerOf({ when: { date: "25 Oct 2026", time, offset_min, about: false } });
    expect(isSame("when", at(60), at(0))).toBe(false);
    expect(isSame("when", at(60), at(null))).toBe(true);
    expect(isSame("when", at(60), at(60, "01:35"))).toBe(false);
  });

  it("is put in words to be read beside another", () => {
    const people = [{ value: "p1", label: "Edna Rowe", hint: null }];
    expect(wordsOf(field("people", people), answerOf({ codes: ["p1", "p2"] }))).toBe(
      "Edna Rowe, Somebody no longer on the list",
    );
    expect(
      wordsOf(
        field("when"),
        answerOf({ when: { date: "7 Feb 2026", time: "14:30", offset_min: 0, about: true } }),
      ),
    ).toBe("About 7 Feb 2026, 14:30");
    expect(wordsOf(field("date"), answerOf({ text: "2026-02-07" }))).toBe("7 Feb 2026");
    expect(wordsOf(field("when"), answerOf(undefined))).toBe("");
  });
});
