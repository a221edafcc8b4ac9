import { render } from "svelte/server";
import { describe, expect, it, vi } from "vitest";
import AddingList from "./AddingList.svelte";
import { Adding } from "./adding.svelte";
import DropBox from "./DropBox.svelte";
import EvidencePanel from "./EvidencePanel.svelte";
import EvidenceRow from "./EvidenceRow.svelte";
import FileLine from "./FileLine.svelte";
import { createRawSnippet } from "svelte";

vi.mock("../../bindings", () => ({ commands: {}, events: {} }));

const file = {
  id: "0f",
  name: "<b>Log</b>.pdf",
  size_text: "4 KB",
  kind: "PDF document",
  misnamed: "Its name ends in .pdf, but by its content it is another kind of file.",
  sha256: "00".repeat(32),
  added: "7 February 2026 at 14:00",
  by: "Registered manager",
  can_show: true,
};

const nothing = () => undefined;

describe("the evidence of a case, as it is first drawn", () => {
  it("waits for its list and shows no box to whoever may not add", () => {
    const { body } = render(EvidencePanel, {
      props: { caseId: "c", mayEdit: true, onattached: nothing, onlist: nothing, onamend: nothing },
    });
    expect(body).not.toContain("Drop files here");
  });

  it("names its box, the button beside it, and what happens to originals", () => {
    const { body } = render(DropBox, { props: { isChoosing: false, onchoose: nothing, ondropped: nothing } });
    expect(body).toMatch(/role="group" aria-labelledby="[^"]+"/);
    for (const words of [
      "Drop files here, or",
      "Add file…",
      "the originals are not touched",
      'role="status"',
    ])
      expect(body.replace(/\s+/g, " ")).toContain(words);
  });

  it("says of each file what became of it", () => {
    const adding = new Adding("c", nothing, nothing);
    adding.files = [
      {
        key: 0,
        name: "a.pdf",
        sizeText: "4 KB",
        token: "a",
        step: { at: "added", fileId: "1", misnamed: null },
      },
      { key: 1, name: "b", sizeText: "", token: null, step: { at: "refused", why: "That is a folder." } },
    ];
    const { body } = render(AddingList, { props: { adding } });
    expect(body).toContain("1 file was added, 1 was refused. The originals are untouched.");
    expect(body).toContain("That is a folder.");
  });

  it("shows names as they are and takes nothing in them for anything else", () => {
    const { body } = render(FileLine, {
      props: { file, maySave: true, isSaving: false, problem: null, onlook: nothing, onsave: nothing },
    });
    expect(body).toContain("&lt;b>Log&lt;/b>.pdf");
    expect(body).toContain("Save a copy…");
    expect(body).toContain("another kind of file");
    expect(body).not.toContain("0000 0000");
  });

  it("says what an item speaks for, and leaves out what is not known", () => {
    const item = {
      id: "1",
      rev: 1,
      reference: "E-0031",
      title: "Call log",
      kind: "Digital log",
      category: "",
      received_from: "The monitoring system",
      received_on: "12 February 2026",
      made_on: "",
      confidentiality: "",
      shows: "",
      file,
      supports: ["Substantiated · Visits missed"],
      contradicts: [],
      removed: false,
      shared: false,
    };
    const line = createRawSnippet(() => ({ render: () => "<span>the line of the file</span>" }));
    const { body } = render(EvidenceRow, { props: { item, mayEdit: false, onamend: nothing, file: line } });
    for (const words of ["E-0031 · Call log", "The monitoring system", "Supports", "the line of the file"])
      expect(body).toContain(words);
    for (const words of ["Category", "Speaks against", "Amend"]) expect(body).not.toContain(words);
  });
});
