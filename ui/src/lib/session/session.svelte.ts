import {
  type CallError,
  call,
  commands,
  toCallError,
  type AppStatus,
  type Preferences,
  type SessionView,
} from "$lib/ipc";
import { flushDrafts } from "$lib/drafts";
import { toasts } from "$lib/kit";
import { acts } from "$lib/undo";
import { applyLook } from "./look";

export type AppState =
  | { name: "starting" }
  | { name: "unreachable"; error: CallError }
  | { name: "first-run"; status: AppStatus }
  | { name: "preparing"; status: AppStatus }
  | { name: "locked"; status: AppStatus }
  | { name: "open"; view: SessionView };

const nobodyIn = {
  may: {
    record: false,
    build_packs: false,
    administer: false,
    move_cases: false,
    merge_people: false,
    save_papers: false,
    change_lists: false,
  },
};

/** Who is in, and what the window may show: one value for the whole window. */
export class Session {
  state = $state.raw<AppState>({ name: "starting" });
  /** Whether the system can leave the window out of screenshots. */
  hidesFromCapture = false;

  get view(): SessionView | null {
    return this.state.name === "open" ? this.state.view : null;
  }

  get may(): SessionView["may"] {
    return this.view?.may ?? nobodyIn.may;
  }

  /** The words of the band that says the service is invented, also before anybody has unlocked. */
  get band(): string | null {
    switch (this.state.name) {
      case "open":
        return this.state.view.band;
      case "preparing":
        return "Demonstration: invented people";
      case "locked":
        return this.state.status.face?.demonstration ? "Demonstration: invented people" : null;
      default:
        return null;
    }
  }

  /** What stays on every screen for as long as it is so. */
  get warnings(): string[] {
    return this.view?.warnings ?? [];
  }

  /** The program says that it is otherwise now. */
  warn(warnings: string[]): void {
    const view = this.view;
    if (view) this.state = { name: "open", view: { ...view, warnings } };
  }

  /** Asks the program where things stand. */
  async start(): Promise<void> {
    try {
      const status = await call(commands.appStatus());
      this.hidesFromCapture = status.hides_from_capture;
      if (status.state === "open") this.enter(await call(commands.session()));
      // Asked for at the start of the program; once it has been open, it is locked like any other.
      else if (status.start_in_demonstration && !status.face?.demonstration)
        this.state = { name: "preparing", status };
      else this.show(status);
    } catch (thrown) {
      this.state = { name: "unreachable", error: toCallError(thrown) };
    }
  }

  /** Shows what the program said while nobody is in. */
  show(status: AppStatus): void {
    if (status.state === "open") {
      void this.start();
      return;
    }
    applyLook({ theme: "system", zoom: 100 });
    if (status.state === "first_run" && !status.problem) this.state = { name: "first-run", status };
    else this.state = { name: "locked", status };
  }

  /** Somebody is in. */
  enter(view: SessionView): void {
    applyLook(view.preferences);
    this.state = { name: "open", view };
    for (const notice of view.notices) toasts.show(notice);
  }

  /** Keeps what is typed, then locks. */
  async lock(): Promise<void> {
    if (this.state.name !== "open") return;
    await flushDrafts();
    try {
      await call(commands.lock());
    } catch (thrown) {
      const error = toCallError(thrown);
      if (error.code !== "locked") {
        toasts.show(error.message);
        return;
      }
    }
    this.forget();
  }

  /** The program has locked: nothing of the service shows from here on. A new window takes this one's place. */
  forget(): void {
    if (this.state.name !== "open") return;
    this.state = { name: "starting" };
    toasts.clear();
    acts.forget();
    delete document.documentElement.dataset.names;
  }

  /** Keeps how the window looks and when it locks, for this person. */
  async setPreferences(change: Partial<Preferences>): Promise<void> {
    const view = this.view;
    if (!view) return;
    const wanted = { ...view.preferences, ...change };
    applyLook(wanted);
    this.state = { name: "open", view: { ...view, preferences: wanted } };
    try {
      const preferences = await call(commands.setPreferences(wanted));
      const now = this.view;
      if (now) this.state = { name: "open", view: { ...now, preferences } };
    } catch (thrown) {
      const now = this.view;
      if (now) this.state = { name: "open", view: { ...now, preferences: view.preferences } };
      applyLook(view.preferences);
      throw thrown;
    }
  }
}

export const session = new Session();
