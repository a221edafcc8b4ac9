import {
  call,
  commands,
  onCheckProgress,
  toCallError,
  type CallError,
  type CheckView,
  type SessionView,
  type VaultFace,
} from "$lib/ipc";

export type UnlockState =
  | { name: "ready" }
  | { name: "working" }
  /** The store was not closed properly and is checked before it opens. */
  | { name: "checking"; progress: CheckView; isPuttingOff: boolean }
  | { name: "refused"; message: string }
  | { name: "waiting"; seconds: number }
  | { name: "failed"; error: CallError };

/** One try after another to unlock, with the wait that the program asks for in between. */
export class Unlock {
  state = $state.raw<UnlockState>({ name: "ready" });
  label = $state("");
  passphrase = $state("");
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(face: VaultFace) {
    this.label = face.labels[0] ?? "";
    if (face.wait_seconds > 0) this.#wait(face.wait_seconds);
  }

  /** Tries the passphrase. Returns the session when it was right. */
  async try(): Promise<SessionView | null> {
    if (this.state.name === "working" || this.state.name === "checking" || this.state.name === "waiting")
      return null;
    if (this.passphrase === "") {
      this.state = { name: "refused", message: "Type your passphrase." };
      return null;
    }
    this.state = { name: "working" };
    const stop = onCheckProgress((progress) => this.#check(progress));
    try {
      const view = await call(commands.unlock(this.label, this.passphrase));
      this.passphrase = "";
      this.state = { name: "ready" };
      return view;
    } catch (thrown) {
      this.#refuse(toCallError(thrown));
      return null;
    } finally {
      stop();
    }
  }

  /** Goes in now; the check runs when Evident is locked. */
  putOff = async (): Promise<void> => {
    if (this.state.name !== "checking") return;
    this.state = { ...this.state, isPuttingOff: true };
    try {
      await call(commands.putOffCheck());
    } catch {
      // The check goes on and the store opens after it; the button can be pressed again.
      if (this.state.name === "checking") this.state = { ...this.state, isPuttingOff: false };
    }
  };

  /** The words stay until something else is typed. */
  typed = (): void => {
    if (this.state.name === "refused") this.state = { name: "ready" };
  };

  stop(): void {
    clearInterval(this.#timer);
  }

  #check(progress: CheckView): void {
    if (this.state.name === "working") this.state = { name: "checking", progress, isPuttingOff: false };
    else if (this.state.name === "checking") this.state = { ...this.state, progress };
  }

  #refuse(error: CallError): void {
    if (error.code === "wait" || (error.code === "wrong_passphrase" && error.waitSeconds)) {
      this.passphrase = "";
      this.#wait(error.waitSeconds ?? 30);
    } else if (error.code === "wrong_passphrase" || error.field === "passphrase") {
      this.state = { name: "refused", message: error.message };
    } else {
      this.state = { name: "failed", error };
    }
  }

  /** Counts down by the clock, not by ticks, which a sleeping computer leaves out. */
  #wait(seconds: number): void {
    const until = Date.now() + seconds * 1000;
    const tell = () => {
      const left = Math.ceil((until - Date.now()) / 1000);
      if (left > 0) {
        this.state = { name: "waiting", seconds: left };
      } else {
        clearInterval(this.#timer);
        this.state = { name: "ready" };
      }
    };
    clearInterval(this.#timer);
    tell();
    this.#timer = setInterval(tell, 1000);
  }
}
