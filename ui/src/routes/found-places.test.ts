import { expect, it } from "vitest";
import { addressOf } from "$features/palette/address";
import { groups } from "$features/parts/groups";
import { groupsOf, tabOf } from "./(app)/cases/[id]/tabs";

it("opens a part that was found under the tab that shows it", () => {
  for (const { group } of groups) {
    const address = addressOf({ to: "part", id: "c1", group });
    const tab = tabOf(new URL(address, "http://evident").searchParams.get("tab"));
    expect(groupsOf(tab), group).toContain(group);
  }
});

it("opens everything else under a tab that there is", () => {
  for (const to of ["account", "event", "action"] as const) {
    const asked = new URL(addressOf({ to, id: "c1" }), "http://evident").searchParams.get("tab");
    expect(tabOf(asked), to).toBe(asked);
  }
});
