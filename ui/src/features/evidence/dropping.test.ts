import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { nothingCame } from "./drop-words";
import { Dropping } from "./dropping.svelte";

type Listener = (event: { payload: unknown }) => void;
const heard = vi.hoisted(() => new Map<string, Listener>());
vi.mock("../../bindings", () => {
  const event = (name: string) => ({
    listen: (callback: Listener) => {
      heard.set(name, callback);
      return Promise.resolve(() => heard.delete(name));
    },
  });
  return {
    commands: {},
    events: { filesDragged: event("dragged"), dragLeft: event("left"), filesDropped: event("dropped") },
  };
});

const box = { left: 0, top: 0, right: 200, bottom: 100 };
const file = { token: "a", name: "rota.xlsx", size_text: "4 KB", refused: null };
const say = (name: string, payload: unknown) => heard.get(name)?.({ payload });

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function followed() {
  const files = vi.fn();
  const dropping = new Dropping(() => box, files);
  const stop = dropping.follow();
  return { dropping, files, stop };
}

describe("the drop box", () => {
  it("shows that files are held over it, and takes those that are dropped", () => {
    const { dropping, files } = followed();
    say("dragged", { x: 500, y: 50 });
    expect(dropping.isOver).toBe(false);
    say("dragged", { x: 50, y: 50 });
    expect(dropping.isOver).toBe(true);
    say("dropped", { files: [file], x: 50, y: 50 });
    expect(files).toHaveBeenCalledExactlyOnceWith([file]);
    expect([dropping.isOver, dropping.said]).toEqual([false, null]);
  });

  it("says at once that a drop brought no file", () => {
    const { dropping, files } = followed();
    say("dropped", { files: [], x: 50, y: 50 });
    expect(dropping.said).toBe(nothingCame);
    expect(files).not.toHaveBeenCalled();
  });

  it("says within a second that a drop came to nothing, where the program never heard of it", () => {
    const { dropping } = followed();
    dropping.droppedOnPage();
    expect(dropping.said).toBeNull();
    vi.advanceTimersByTime(1_000);
    expect(dropping.said).toBe(nothingCame);
  });

  it("says nothing of a drop that the program took after all", () => {
    const { dropping, files } = followed();
    dropping.droppedOnPage();
    say("dropped", { files: [file], x: 50, y: 50 });
    vi.advanceTimersByTime(2_000);
    expect(dropping.said).toBeNull();
    expect(files).toHaveBeenCalledOnce();
  });

  it("forgets what it said once something else is done, and hears nothing after it is gone", () => {
    const { dropping, stop } = followed();
    say("dropped", { files: [], x: 50, y: 50 });
    dropping.forget();
    expect(dropping.said).toBeNull();
    dropping.droppedOnPage();
    stop();
    vi.advanceTimersByTime(2_000);
    expect(dropping.said).toBeNull();
  });
});
