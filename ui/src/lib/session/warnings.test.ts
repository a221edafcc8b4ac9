import { beforeEach, describe, expect, it, vi } from "vitest";
import type { SessionView } from "$lib/ipc";

vi.mock("../../bindings", () => ({ commands: {}, events: {} }));
vi.mock("./look", () => ({ applyLook: vi.fn() }));

const { Session } = await import("./session.svelte");

const view = (warnings: string[]): SessionView =>
  ({ user_label: "Registered manager", warnings, notices: [], preferences: {} }) as unknown as SessionView;

describe("what stays on every screen", () => {
  let session: InstanceType<typeof Session>;
  beforeEach(() => {
    session = new Session();
  });

  it("is what the program said at unlock, until it says otherwise", () => {
    expect(session.warnings).toEqual([]);
    session.enter(view(["The clock is wrong."]));
    expect(session.warnings).toEqual(["The clock is wrong."]);
    session.warn([]);
    expect(session.warnings).toEqual([]);
    expect(session.view?.user_label).toBe("Registered manager");
  });

  it("goes when Evident locks, and a late word does not open it again", () => {
    vi.stubGlobal("document", { documentElement: { dataset: {} } });
    session.enter(view(["The clock is wrong."]));
    session.forget();
    session.warn(["The clock is wrong."]);
    expect(session.warnings).toEqual([]);
    expect(session.view).toBeNull();
    vi.unstubAllGlobals();
  });
});
