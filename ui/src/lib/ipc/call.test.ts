import { describe, expect, it } from "vitest";
import type { CommandError } from "../../bindings";
import { call, CallError, toCallError } from "./call";

const refusal: CommandError = {
  code: "wait",
  message: "Wait before the next try. Nothing is lost.",
  field: "passphrase",
  wait_seconds: 30,
  problems: [],
  choices: [],
};

describe("call", () => {
  it("returns the data of a command that was carried out", async () => {
    await expect(call(Promise.resolve({ status: "ok", data: 7 }))).resolves.toBe(7);
  });

  it("throws a refusal with its code, field and waiting time", async () => {
    const thrown = await call(Promise.resolve({ status: "error", error: refusal })).catch((error) => error);
    expect(thrown).toBeInstanceOf(CallError);
    expect(thrown).toMatchObject({
      code: "wait",
      message: refusal.message,
      field: "passphrase",
      waitSeconds: 30,
      choices: [],
    });
  });

  it("throws everything that is wrong with a form, and asks what has to be answered", async () => {
    const problems = [
      { field: "to", message: "Write a few words here." },
      { field: "sent", message: "Give the day." },
    ];
    const invalid = { ...refusal, code: "invalid" as const, field: "to", problems };
    await expect(call(Promise.resolve({ status: "error", error: invalid }))).rejects.toMatchObject({
      problems,
      field: "to",
    });
    const choices = [{ value: "referral_before_awareness", label: "Is that right?" }];
    const doubtful = { ...refusal, code: "doubtful" as const, field: "sent", choices };
    await expect(call(Promise.resolve({ status: "error", error: doubtful }))).rejects.toMatchObject({
      code: "doubtful",
      choices,
    });
  });

  it("says what the window itself finds wrong as the program would", () => {
    const own = CallError.ofForm([{ field: "who", message: "Choose somebody." }]);
    expect(own).toMatchObject({ code: "invalid", field: "who", message: "Choose somebody." });
  });

  it("shows nothing of what the bridge itself threw", async () => {
    const refused = call(Promise.reject(new Error("secret words")));
    await expect(refused).rejects.toBeInstanceOf(CallError);
    await expect(refused).rejects.toMatchObject({
      code: "internal",
      message: expect.not.stringContaining("secret"),
    });
  });

  it("turns any thrown value into a refusal", () => {
    expect(toCallError("odd").code).toBe("internal");
    const known = new CallError(refusal);
    expect(toCallError(known)).toBe(known);
  });
});
