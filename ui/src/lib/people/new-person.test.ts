import { beforeEach, describe, expect, it, vi } from "vitest";

const personAdd = vi.fn();

vi.mock("../../bindings", () => ({
  commands: { personAdd: (serviceId: string, form: unknown) => personAdd(serviceId, form) },
  events: {},
}));

const { namesakesOf, NewPerson } = await import("./new-person.svelte");
const { fieldError } = await import("$lib/words/errors");

const options = [
  { value: "p1", label: "Edna Rowe", hint: "P-0031, Person supported" },
  { value: "p2", label: "Priya Nair", hint: "P-0002, Staff" },
];

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
    expect(personAdd).toHaveBeenCalledWith("s1", { name: "Ruth Rowe", kind: "relative" });
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

  it("is shown whoever goes by that name already, so that nobody is recorded twice by accident", () => {
    expect(namesakesOf(" edna  rowe ", options).map((each) => each.value)).toEqual(["p1"]);
    expect(namesakesOf("Edna", options)).toEqual([]);
    expect(namesakesOf("  ", options)).toEqual([]);
  });
});
