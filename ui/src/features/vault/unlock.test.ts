import { beforeEach, describe, expect, it, vi } from "vitest";
import type { CheckView, SessionView, VaultFace } from "$lib/ipc";

const unlockCommand = vi.fn();
const putOffCheck = vi.fn();
const listeners = new Set<(event: { payload: CheckView }) => void>();

vi.mock("../../bindings", () => ({
  commands: {
    unlock: (label: string, passphrase: string) => unlockCommand(label, passphrase),
    putOffCheck: () => putOffCheck(),
  },
  events: {
    checkProgress: {
      listen: (callback: (event: { payload: CheckView }) => void) => {
        listeners.add(callback);
        return Promise.resolve(() => listeners.delete(callback));
      },
    },
  },
}));

const { Unlock } = await import("./unlock.svelte");

const face: VaultFace = {
  labels: ["Registered manager"],
  demonstration: false,
  folder: "/records",
  failures: 0,
  wait_seconds: 0,
  passphrase_shown: null,
};
const view = { user_label: "Registered manager" } as SessionView;

/** An unlock whose answer comes when the test says so. */
function begun() {
  let open: (outcome: unknown) => void = () => undefined;
  unlockCommand.mockReturnValue(new Promise((resolve) => (open = resolve)));
  const unlock = new Unlock(face);
  unlock.passphrase = "four words apart here";
  const outcome = unlock.try();
  const hear = (progress: CheckView) => listeners.forEach((listener) => listener({ payload: progress }));
  return { unlock, outcome, hear, open: () => open({ status: "ok", data: view }) };
}

beforeEach(() => {
  listeners.clear();
  unlockCommand.mockReset();
  putOffCheck.mockReset().mockResolvedValue({ status: "ok", data: null });
});

describe("a store that was not closed properly", () => {
  it("says how far its check is, and opens when it is over", async () => {
    const { unlock, outcome, hear, open } = begun();
    expect(unlock.state.name).toBe("working");
    hear({ text: "Reading every page", done: 256, total: 1024 });
    expect(unlock.state).toMatchObject({ name: "checking", progress: { done: 256, total: 1024 } });
    hear({ text: "Checking that the pages belong together", done: 0, total: 0 });
    expect(unlock.state).toMatchObject({ name: "checking", progress: { total: 0 } });
    open();
    await expect(outcome).resolves.toBe(view);
    expect(unlock.state.name).toBe("ready");
    expect(listeners.size).toBe(0);
    expect(putOffCheck).not.toHaveBeenCalled();
  });

  it("opens at once when somebody cannot wait, and stays pressed until then", async () => {
    const { unlock, outcome, hear, open } = begun();
    hear({ text: "Reading every page", done: 0, total: 1024 });
    await unlock.putOff();
    expect(putOffCheck).toHaveBeenCalledOnce();
    hear({ text: "Reading every page", done: 256, total: 1024 });
    expect(unlock.state).toMatchObject({ name: "checking", isPuttingOff: true });
    open();
    await expect(outcome).resolves.toBe(view);
  });

  it("lets the button be pressed again when the program did not hear it", async () => {
    const { unlock, hear } = begun();
    hear({ text: "Reading every page", done: 0, total: 1024 });
    putOffCheck.mockRejectedValue(new Error("bridge"));
    await unlock.putOff();
    expect(unlock.state).toMatchObject({ name: "checking", isPuttingOff: false });
  });

  it("has nothing to put off while no check runs", async () => {
    const unlock = new Unlock(face);
    await unlock.putOff();
    expect(putOffCheck).not.toHaveBeenCalled();
  });
});
