import { describe, expect, it } from "vitest";
import { CallError } from "$lib/ipc";
import { errorWords, fieldError, fieldErrors } from "./errors";

const refusal = (over: Partial<ConstructorParameters<typeof CallError>[0]>) =>
  new CallError({
    code: "invalid",
    message: "No.",
    field: null,
    problems: [],
    wait_seconds: null,
    choices: [],
    ...over,
  });

describe("a refused form", () => {
  const error = CallError.ofForm([
    { field: "to", message: "Write a few words here." },
    { field: "sent", message: "Give the day." },
    { field: "sent", message: "Another thing about it." },
  ]);

  it("says what is wrong with every field at once, the first thing of each", () => {
    expect([...fieldErrors(error)]).toEqual([
      ["to", "Write a few words here."],
      ["sent", "Give the day."],
    ]);
    expect(fieldError(error, "sent")).toBe("Give the day.");
    expect(fieldError(error, "by")).toBeNull();
  });

  it("says a refusal about one field there", () => {
    expect(fieldError(refusal({ field: "born", message: "Check the year." }), "born")).toBe(
      "Check the year.",
    );
    expect(fieldError(null, "born")).toBeNull();
  });

  it("puts a refusal about no field at none", () => {
    expect(fieldErrors(refusal({ code: "disk_full" })).size).toBe(0);
  });
});

describe("a refusal in words", () => {
  it("says of a doubt what is safe and how to answer it", () => {
    const words = errorWords(refusal({ code: "doubtful", message: "Is that right?" }));
    expect(words.happened).toBe("Is that right?");
    expect(words.safe).toContain("kept");
    expect(words.next).toContain("why it is right");
  });

  it("shows the way out of a closed case", () => {
    expect(errorWords(refusal({ code: "case_closed" })).next).toContain("Record…");
  });
});
