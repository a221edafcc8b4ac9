import { expect, it, vi } from "vitest";

const activityList = vi.fn();
vi.mock("../../bindings", () => ({
  commands: { activityList: (before: number | null) => activityList(before) },
  events: {},
}));

const { Activity } = await import("./activity.svelte");

const entry = (seq: number) => ({ seq, when: "", by: "", action: "", subject: "" });

it("fetches page after page, each before the oldest shown, until the first entry", async () => {
  activityList
    .mockResolvedValueOnce({ status: "ok", data: [entry(3), entry(2)] })
    .mockResolvedValueOnce({ status: "ok", data: [entry(1)] });
  const activity = new Activity();
  await activity.loadMore();
  expect(activity.state.name).toBe("more");
  await activity.loadMore();
  expect(activityList.mock.calls).toEqual([[null], [2]]);
  expect(activity.rows.map((row) => row.seq)).toEqual([3, 2, 1]);
  expect(activity.state.name).toBe("complete");
});

it("keeps what is shown when an earlier page cannot be fetched", async () => {
  activityList.mockReset();
  activityList
    .mockResolvedValueOnce({ status: "ok", data: [entry(9)] })
    .mockRejectedValueOnce(new Error("gone"));
  const activity = new Activity();
  await activity.loadMore();
  await activity.loadMore();
  expect(activity.state.name).toBe("failed");
  expect(activity.rows).toHaveLength(1);
});
