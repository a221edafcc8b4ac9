import type { CommandError, ErrorCode } from "../../bindings";

/** What every command resolves to. */
export type Outcome<T> = { status: "ok"; data: T } | { status: "error"; error: CommandError };

/** A command's refusal: what happened, and where it belongs on the form. */
export class CallError extends Error {
  readonly code: ErrorCode;
  /** The form field the refusal is about, in the wire's own name, or null. */
  readonly field: string | null;
  /** Everything that is wrong with the form, field by field; empty where it is no matter of fields. */
  readonly problems: CommandError["problems"];
  /** How long the next try must wait. */
  readonly waitSeconds: number | null;
  /** The answers to choose from, where the program asks back. */
  readonly choices: CommandError["choices"];

  constructor(error: CommandError) {
    super(error.message);
    this.name = "CallError";
    this.code = error.code;
    this.field = error.field;
    this.problems = error.problems;
    this.waitSeconds = error.wait_seconds;
    this.choices = error.choices;
  }

  /** What the window itself finds wrong with a form, said as the program would say it. */
  static ofForm(problems: CommandError["problems"]): CallError {
    return new CallError({
      code: "invalid",
      message: problems.map((problem) => problem.message).join(" "),
      field: problems[0]?.field ?? null,
      problems,
      wait_seconds: null,
      choices: [],
    });
  }
}

/** Waits for a command and returns its data, or throws its refusal as a `CallError`. */
export async function call<T>(outcome: Promise<Outcome<T>>): Promise<T> {
  let settled: Outcome<T>;
  try {
    settled = await outcome;
  } catch {
    // The bridge itself failed; what it threw may name anything, so none of it is shown.
    throw unreachable();
  }
  if (settled.status === "error") throw new CallError(settled.error);
  return settled.data;
}

/** Any thrown value as a `CallError`. */
export function toCallError(thrown: unknown): CallError {
  return thrown instanceof CallError ? thrown : unreachable();
}

function unreachable(): CallError {
  return new CallError({
    code: "internal",
    message:
      "Evident could not finish that. What was saved is safe. Try again; if it stays, close Evident and open it.",
    field: null,
    problems: [],
    wait_seconds: null,
    choices: [],
  });
}
