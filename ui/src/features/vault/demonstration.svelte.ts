import {
  call,
  commands,
  onDemonstrationProgress,
  toCallError,
  type CallError,
  type SessionView,
} from "$lib/ipc";

export type DemonstrationState =
  { name: "building"; done: number; total: number; text: string } | { name: "failed"; error: CallError };

/** Opens the demonstration service, and says how far it is while it is built. */
export class Demonstration {
  state = $state.raw<DemonstrationState>({
    name: "building",
    done: 0,
    total: 0,
    text: "Opening the demonstration service…",
  });

  async open(): Promise<SessionView | null> {
    this.state = { name: "building", done: 0, total: 0, text: "Opening the demonstration service…" };
    const stop = onDemonstrationProgress((progress) => {
      this.state = { name: "building", ...progress };
    });
    try {
      return await call(commands.openDemonstration());
    } catch (thrown) {
      this.state = { name: "failed", error: toCallError(thrown) };
      return null;
    } finally {
      stop();
    }
  }
}
