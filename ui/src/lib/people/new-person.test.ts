import { beforeEach, describe, expect, it, vi } from "vitest";

const personAdd = vi.fn();
const personGet = vi.fn();

vi.mock("../../bindings", () => ({
  commands: {
    personAdd: (serviceId: string, form: unknown) => personAdd(serviceId, form),
    personGet: (id: string) => personGet(id),
  },
  events: {},
}));

const { NewPerson } = await import("./new-person.svelte");
const { fieldError } = await import("$lib/words/errors");

const sameName = {
  status: "error",
  error: {
    code: "same_name",
    message: "Somebody of this name is recorded here already.",
    field: null,
    problems: [],
    wait_seconds: null,
    choices: [
      { value: "p1", label: "The same as P-0031, person supported" },
      { value: "another", label: "Somebody else of the same name" },
    ],
  },
};

beforeEach(() => {
  personAdd.mockReset().mockResolvedValue({
    status: "ok",
    data: { row: { id: "p3", name: "Ruth Rowe", reference: "P-0040", kind_label: "Relative" } },
  });
});

describe("somebody new in the middle of a form", () => {
  it("is added to the case's service and can be chosen at once", async () => {
    const someone = new NewPerson("s1");
    someone.kind = "relative";
    expect(await someone.add(" Ruth Rowe ")).toEqual({
      value: "p3",
      label: "Ruth Rowe",
      hint: "P-0040, Relative",
    });
    expect(personAdd).toHaveBeenCalledWith("s1", {
      name: "Ruth Rowe",
      kind: "relative",
      which: null,
    });
    expect(someone.kind).toBeNull();
  });

  it("is not added before it is said what they are to the service", async () => {
    const someone = new NewPerson("s1");
    expect(await someone.add("Ruth Rowe")).toBeNull();
    expect(personAdd).not.toHaveBeenCalled();
    expect(fieldError(someone.error, "kind")).toContain("what they are");
  });

  it("shows why they were not added", async () => {
    personAdd.mockResolvedValueOnce({
      status: "error",
      error: {
        code: "forbidden",
        message: "No.",
        field: null,
        problems: [],
        wait_seconds: null,
        choices: [],
      },
    });
    const someone = new NewPerson("s1");
    someone.kind = "staff";
    expect(await someone.add("Ruth Rowe")).toBeNull();
    expect(someone.error?.code).toBe("forbidden");
    expect(someone.kind).toBe("staff");
  });

  it("is asked about where somebody of that name is recorded, and then is somebody else", async () => {
    personAdd.mockResolvedValueOnce(sameName);
    const someone = new NewPerson("s1");
    someone.kind = "relative";
    expect(await someone.add("Edna Rowe")).toBeNull();
    expect(someone.which.concerns("Edna Rowe")).toBe(true);
    // Nothing is guessed.
    expect(await someone.add("Edna Rowe")).toBeNull();
    expect(fieldError(someone.error, "which")).toBe("Say who is meant.");
    expect(personAdd).toHaveBeenCalledTimes(1);
    someone.which.answer = "another";
    expect(someone.existing("Edna Rowe")).toBeNull();
    expect(await someone.add("Edna Rowe")).not.toBeNull();
    expect(personAdd.mock.lastCall?.[1]).toMatchObject({ which: "another" });
  });

  it("is asked about, and then is the person recorded already: nobody is added", async () => {
    personAdd.mockResolvedValueOnce(sameName);
    personGet.mockResolvedValue({
      status: "ok",
      data: { row: { id: "p1", name: "Edna Rowe", reference: "P-0031", kind_label: "Person supported" } },
    });
    const someone = new NewPerson("s1");
    someone.kind = "supported";
    await someone.add("Edna Rowe");
    someone.which.answer = "p1";
    expect(someone.existing("Edna Rowe")).toBe("p1");
    expect(await someone.add("Edna Rowe")).toMatchObject({ value: "p1", label: "Edna Rowe" });
    expect(personGet).toHaveBeenCalledWith("p1");
    expect(personAdd).toHaveBeenCalledTimes(1);
    // Another name typed in its place is nobody known.
    expect(someone.existing("Edna Row")).toBeNull();
  });
});
