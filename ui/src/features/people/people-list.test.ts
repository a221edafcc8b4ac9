import { describe, expect, it } from "vitest";
import type { PersonRow } from "$lib/ipc";
import { everybody, filterPeople, othersFor, standsFor } from "./people-list";

function row(change: Partial<PersonRow>): PersonRow {
  return {
    id: "p1",
    rev: 1,
    reference: "P-0031",
    name: "Edna Rowe",
    kind: "supported",
    kind_label: "Person supported",
    service: "Meadowbank Homecare",
    merged_into: null,
    removed: false,
    ...change,
  };
}

const rows = [
  row({}),
  row({ id: "p2", reference: "P-0032", name: "E. Rowe", merged_into: "p1" }),
  row({ id: "p3", reference: "P-0033", name: "Zoë Hart", kind: "staff", kind_label: "Staff" }),
  row({ id: "p4", reference: "P-0034", name: "Jo Lane", removed: true }),
  row({ id: "p5", reference: "P-0035", name: "Ada Roe", service: "Larch House" }),
];
const ids = (found: PersonRow[]) => found.map((each) => each.id);

describe("the list of people", () => {
  it("leaves out what was merged or removed until it is asked for", () => {
    expect(ids(filterPeople(rows, everybody))).toEqual(["p1", "p3", "p5"]);
    expect(ids(filterPeople(rows, { ...everybody, merged: true }))).toContain("p2");
    expect(ids(filterPeople(rows, { ...everybody, removed: true }))).toContain("p4");
  });

  it("finds by name, reference, kind and service", () => {
    expect(ids(filterPeople(rows, { ...everybody, text: "zoe staff" }))).toEqual(["p3"]);
    expect(ids(filterPeople(rows, { ...everybody, text: "0031" }))).toEqual(["p1"]);
    expect(ids(filterPeople(rows, { ...everybody, kind: "supported" }))).toEqual(["p1", "p5"]);
    expect(ids(filterPeople(rows, { ...everybody, service: "Larch House" }))).toEqual(["p5"]);
  });
});

describe("the same person recorded twice", () => {
  it("may be anybody else of the service whose record stands for itself", () => {
    expect(ids(othersFor(row({ id: "p9" }), rows))).toEqual(["p1", "p3"]);
    expect(ids(othersFor(row({}), rows))).toEqual(["p3"]);
  });

  it("shows which record stands for the other", () => {
    expect(standsFor(row({ merged_into: "p1" }), rows)?.reference).toBe("P-0031");
    expect(standsFor(row({}), rows)).toBeNull();
  });
});
