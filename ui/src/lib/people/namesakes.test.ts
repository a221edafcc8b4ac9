import { describe, expect, it } from "vitest";
import { CallError } from "$lib/ipc";
import { Namesakes } from "./namesakes.svelte";

const choices = [
  { value: "P-0001", label: "The same person as in SG-2026-001" },
  { value: "another", label: "Somebody else of the same name" },
];
const refusal = (code: "same_name" | "invalid") =>
  new CallError({
    code,
    message: "Say who is meant.",
    field: "who",
    wait_seconds: null,
    problems: [],
    choices,
  });

describe("a name that is recorded already", () => {
  it("is asked about, and the answer goes with that name", () => {
    const which = new Namesakes();
    which.ask(refusal("same_name"), "Edna Rowe ");
    expect(which.concerns("Edna Rowe")).toBe(true);
    expect(which.answerFor("Edna Rowe")).toBeNull();
    which.answer = "another";
    expect(which.answerFor("Edna Rowe")).toBe("another");
  });

  it("is not answered for another name that is typed in its place", () => {
    const which = new Namesakes();
    which.ask(refusal("same_name"), "Edna Rowe");
    which.answer = "P-0001";
    expect(which.concerns("Edna Row")).toBe(false);
    expect(which.answerFor("Edna Row")).toBeNull();
  });

  it("is asked about again with nothing chosen when the program asks again", () => {
    const which = new Namesakes();
    which.ask(refusal("same_name"), "Edna Rowe");
    which.answer = "P-0001";
    which.ask(refusal("same_name"), "Edna Rowe");
    expect(which.answer).toBeNull();
  });

  it("is not asked about by any other refusal", () => {
    const which = new Namesakes();
    which.ask(refusal("invalid"), "Edna Rowe");
    expect(which.concerns("Edna Rowe")).toBe(false);
  });
});
