import { call, commands, toCallError, type ActivityRow, type CallError } from "$lib/ipc";

export type ActivityState =
  { name: "loading" } | { name: "more" } | { name: "complete" } | { name: "failed"; error: CallError };

/** The record of who did what, newest first, a page at a time. */
export class Activity {
  rows = $state.raw<ActivityRow[]>([]);
  state = $state.raw<ActivityState>({ name: "loading" });

  /** Fetches the entries before the oldest one shown. */
  async loadMore(): Promise<void> {
    this.state = { name: "loading" };
    try {
      const page = await call(commands.activityList(this.rows.at(-1)?.seq ?? null));
      this.rows = [...this.rows, ...page];
      const oldest = page.at(-1)?.seq;
      this.state = { name: oldest === undefined || oldest <= 1 ? "complete" : "more" };
    } catch (thrown) {
      this.state = { name: "failed", error: toCallError(thrown) };
    }
  }
}
