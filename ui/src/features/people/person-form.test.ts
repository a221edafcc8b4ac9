import { describe, expect, it } from "vitest";
import { CallError, type PersonDetail } from "$lib/ipc";
import { PersonForm } from "./person-form.svelte";

function edna(over: Partial<PersonDetail> = {}, rev = 2): PersonDetail {
  return {
    row: {
      id: "p1",
      rev,
      reference: "P-0031",
      name: "Edna Rowe",
      kind: "supported",
      kind_label: "Person supported",
      service: "Meadowbank Homecare",
      merged_into: null,
      removed: false,
    },
    also_known_as: "",
    born: "1 Jun 1941",
    organisation: "",
    contact: "",
    communication: "",
    merged: [],
    cases: [],
    ...over,
  };
}

describe("somebody being amended", () => {
  it("needs a reason once something recorded changes, and none for filling blanks", () => {
    const form = new PersonForm(edna(), "s1");
    form.typed.contact = "By phone after 18:00";
    expect(form.needsReason).toBe(false);
    form.typed.born = "01/06/1941";
    expect(form.needsReason).toBe(false);
    form.typed.name = "Edna Mary Rowe";
    expect(form.needsReason).toBe(true);
    form.reason = " Full name from the care plan ";
    expect(form.draft("person:p1")).toMatchObject({
      name: "Edna Mary Rowe",
      reason: "Full name from the care plan",
      draft_key: "person:p1",
    });
  });

  it("asks for a reason where the program does", () => {
    const form = new PersonForm(edna(), "s1");
    form.refused(CallError.ofForm([{ field: "reason", message: "Say why." }]));
    expect(form.needsReason).toBe(true);
  });

  it("needs no reason for somebody new", () => {
    const form = new PersonForm(null, "s1");
    form.typed.name = "Ruth Rowe";
    expect(form.needsReason).toBe(false);
    expect(form.rev).toBeNull();
  });
});

describe("a name that is recorded already", () => {
  const asked = () =>
    new CallError({
      code: "same_name",
      message: "Somebody of this name is recorded here already.",
      field: null,
      problems: [],
      wait_seconds: null,
      choices: [
        { value: "p1", label: "The same as P-0031, person supported" },
        { value: "another", label: "Somebody else of the same name" },
      ],
    });

  it("is somebody recorded, or somebody else, as it is answered", () => {
    const form = new PersonForm(null, "s1");
    form.typed.name = "Edna Rowe";
    form.refused(asked());
    expect(form.existing).toBeNull();
    form.which.answer = "p1";
    expect(form.existing).toBe("p1");
    form.which.answer = "another";
    expect(form.existing).toBeNull();
    expect(form.draft("person:s1:new").which).toBe("another");
  });

  it("leaves another name typed in its place alone", () => {
    const form = new PersonForm(null, "s1");
    form.typed.name = "Edna Rowe";
    form.refused(asked());
    form.which.answer = "p1";
    form.typed.name = "Edna Row";
    expect(form.existing).toBeNull();
    expect(form.draft("person:s1:new").which).toBeNull();
  });
});

describe("a form begun on an older wording", () => {
  it("shows both wordings and goes on with what was typed on top of the newer one", () => {
    const begun = new PersonForm(edna(), "s1");
    begun.typed.contact = "By phone after 18:00";
    const kept = JSON.parse(JSON.stringify(begun.keep()));
    expect(kept.typed).toEqual({ contact: "By phone after 18:00" });

    const newer = edna({ contact: "Through her daughter", communication: "Large print" }, 3);
    const again = new PersonForm(newer, "s1");
    again.bringBack(kept, 2);
    expect(again.rev).toBe(2);
    expect(again.bothWordings).toEqual([
      { label: "How to reach them", newer: "Through her daughter", mine: "By phone after 18:00" },
    ]);
    again.goOn();
    expect(again.rev).toBe(3);
    expect(again.typed).toMatchObject({ contact: "By phone after 18:00", communication: "Large print" });
    expect(again.needsReason).toBe(true);
  });

  it("meets a wording recorded while it was open, and takes over what was not changed here", () => {
    const form = new PersonForm(edna(), "s1");
    form.typed.organisation = "None";
    form.meet(edna({ communication: "Large print" }, 3));
    expect(form.bothWordings).toContainEqual({
      label: "What they need to understand and be understood",
      newer: "Large print",
      mine: null,
    });
    form.goOn();
    expect(form.typed).toMatchObject({ organisation: "None", communication: "Large print" });
  });

  it("says nothing where the draft was begun on what is on record", () => {
    const form = new PersonForm(edna(), "s1");
    form.bringBack({ typed: { contact: "By phone" } }, 2);
    expect(form.newer).toBeNull();
    expect(form.rev).toBe(2);
  });
});
