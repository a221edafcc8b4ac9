import { describe, expect, it } from "vitest";
import { CallError, type ErrorCode, type FieldView } from "$lib/ipc";
import { enoughText, errorsAt, saidAbove, shapeOf } from "./part-words";

const field = (code: string, label: string, needed = false): FieldView => ({
  code,
  label,
  takes: "line",
  needed,
  hint: null,
  of: null,
  choices: [],
  alone: [],
  asked_when: null,
  asked_when_is: [],
});
const choice = (label: string, hint: string | null = null) => ({ value: label, label, hint });

describe("a question with one choice", () => {
  it("lies side by side, stands in cards, or opens as a list", () => {
    expect(shapeOf([choice("Yes"), choice("No")])).toBe("chips");
    expect(shapeOf([choice("Yes", "With support"), choice("No")])).toBe("cards");
    expect(shapeOf([choice("Risk identified and no action taken"), choice("No")])).toBe("cards");
    expect(shapeOf(Array.from({ length: 7 }, (_, at) => choice(String(at))))).toBe("list");
  });
});

describe("a form", () => {
  it("says which answers are enough", () => {
    expect(
      enoughText([field("to", "To whom?", true), field("sent", "When?", true), field("by", "By?")]),
    ).toBe("These answers are enough: “To whom?” and “When?”. The rest can wait.");
    expect(enoughText([field("to", "To whom?", true), field("by", "By?")])).toContain("One answer is enough");
    expect(enoughText([field("to", "To whom?", true)])).toBe("");
    expect(enoughText([field("by", "By?")])).toContain("Any one answer");
  });
});

describe("a refusal", () => {
  const fields = [field("to", "To whom?"), field("sent", "When?")];
  const refusal = (code: ErrorCode, at: string | null) =>
    new CallError({ code, message: "No.", field: at, problems: [], wait_seconds: null, choices: [] });

  it("stands at its fields and nowhere else", () => {
    const both = CallError.ofForm([
      { field: "to", message: "Write a few words here." },
      { field: "sent", message: "Give the day." },
    ]);
    expect([...errorsAt(both).keys()]).toEqual(["to", "sent"]);
    expect(saidAbove(both, fields)).toBeNull();
    expect(saidAbove(refusal("time_never_happens", "sent"), fields)).toBeNull();
    expect(saidAbove(CallError.ofForm([{ field: "reason", message: "Say why." }]), fields)).toBeNull();
  });

  it("stands at the top where no field can say it", () => {
    expect(saidAbove(refusal("case_closed", null), fields)).toBe("No.");
    expect(saidAbove(refusal("disk_full", null), fields)).toBe("No.");
    expect(saidAbove(refusal("invalid", "kind"), fields)).toBe("No.");
  });

  it("says at the top what is wrong with the form as a whole, and leaves to its fields what is theirs", () => {
    const mixed = CallError.ofForm([
      { field: "to", message: "Write a few words here." },
      { field: "form", message: "This is recorded already, and a case has one." },
    ]);
    expect(saidAbove(mixed, fields)).toBe("This is recorded already, and a case has one.");
  });

  it("leaves what is asked back to the place where it is asked", () => {
    for (const code of ["doubtful", "time_happens_twice", "conflict"] as const) {
      expect(saidAbove(refusal(code, "sent"), fields)).toBeNull();
    }
    expect(errorsAt(refusal("doubtful", "sent")).size).toBe(0);
    expect(errorsAt(null).size).toBe(0);
  });
});
