import { describe, expect, it } from "vitest";
import type { MeasureRow } from "$lib/ipc";
import { arrange, servicesOf } from "./measure-order";

const row = (name: string, service: string, attention: number) =>
  ({ id: `${name}@${service}`, name, service, attention }) as MeasureRow;

const rows = [
  row("Missed visits", "Meadowbank Homecare", 7),
  row("Falls", "Orchard Court", 0),
  row("Complaints", "Meadowbank Homecare", 4),
  row("falls", "Larch House", 0),
];
const names = (of: MeasureRow[]) => of.map((each) => each.id);

describe("the order of measures", () => {
  it("puts what needs attention first, then goes by name", () => {
    expect(names(arrange(rows, "attention", ""))).toEqual([
      "falls@Larch House",
      "Falls@Orchard Court",
      "Complaints@Meadowbank Homecare",
      "Missed visits@Meadowbank Homecare",
    ]);
  });

  it("goes by name or by service when asked, and changes nothing in what it was given", () => {
    const before = names(rows);
    expect(names(arrange(rows, "name", ""))[0]).toBe("Complaints@Meadowbank Homecare");
    expect(names(arrange(rows, "service", ""))[0]).toBe("falls@Larch House");
    expect(names(rows)).toEqual(before);
  });

  it("shows one service, or all when that one has no measure any more", () => {
    expect(names(arrange(rows, "name", "Meadowbank Homecare"))).toEqual([
      "Complaints@Meadowbank Homecare",
      "Missed visits@Meadowbank Homecare",
    ]);
    expect(arrange(rows, "name", "Closed since")).toHaveLength(4);
    expect(servicesOf(rows)).toEqual(["Larch House", "Meadowbank Homecare", "Orchard Court"]);
  });
});
