import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Autosave, afterLastKeyMs, atMostEveryMs, retryMs } from "./autosave";

function setUp(save: () => Promise<string> = async () => "10:42") {
  const log: string[] = [];
  const saving = vi.fn(save);
  const autosave = new Autosave({
    save: saving,
    typing: () => log.push("typing"),
    saving: () => log.push("saving"),
    saved: (at) => log.push(`saved ${at}`),
    failed: () => log.push("failed"),
  });
  return { autosave, saving, log };
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe("autosave", () => {
  it("keeps a draft 800 ms after the last key and not before", async () => {
    const { autosave, saving, log } = setUp();
    autosave.touch();
    await vi.advanceTimersByTimeAsync(500);
    autosave.touch();
    await vi.advanceTimersByTimeAsync(afterLastKeyMs - 1);
    expect(saving).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(saving).toHaveBeenCalledTimes(1);
    expect(log.at(-1)).toBe("saved 10:42");
  });

  it("keeps a draft every 2 s while somebody types without a pause", async () => {
    const { autosave, saving } = setUp();
    for (let at = 0; at < 3 * atMostEveryMs; at += 100) {
      autosave.touch();
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(saving.mock.calls.length).toBeGreaterThanOrEqual(2);
    expect(saving.mock.calls.length).toBeLessThanOrEqual(3);
  });

  it("keeps nothing when nothing was typed", async () => {
    const { autosave, saving } = setUp();
    await autosave.flush();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(saving).not.toHaveBeenCalled();
  });

  it("flushes at once, and does not save the same words again when the timers would have run out", async () => {
    const { autosave, saving } = setUp();
    autosave.touch();
    await autosave.flush();
    expect(saving).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(saving).toHaveBeenCalledTimes(1);
  });

  it("keeps what was typed while an earlier save was under way, one save at a time", async () => {
    let atOnce = 0;
    let most = 0;
    const { autosave, saving, log } = setUp(async () => {
      most = Math.max(most, ++atOnce);
      await new Promise((resolve) => setTimeout(resolve, 300));
      atOnce--;
      return "10:43";
    });
    autosave.touch();
    const first = autosave.flush();
    await vi.advanceTimersByTimeAsync(100);
    autosave.touch();
    const second = autosave.flush();
    await vi.advanceTimersByTimeAsync(1000);
    await Promise.all([first, second]);
    expect(saving).toHaveBeenCalledTimes(2);
    expect(most).toBe(1);
    // "Saved" is said once, when nothing is left behind.
    expect(log.filter((line) => line.startsWith("saved"))).toHaveLength(1);
  });

  it("says at once that a save failed, tries again by itself, and loses nothing", async () => {
    let isFull = true;
    const { autosave, log } = setUp(async () => {
      if (isFull) throw new Error("disk full");
      return "10:44";
    });
    autosave.touch();
    await autosave.flush();
    expect(log.at(-1)).toBe("failed");
    expect(autosave.isDirty).toBe(true);
    isFull = false;
    await vi.advanceTimersByTimeAsync(retryMs);
    expect(log.at(-1)).toBe("saved 10:44");
    expect(autosave.isDirty).toBe(false);
  });

  it("keeps nothing more once it has stopped", async () => {
    const { autosave, saving } = setUp();
    await autosave.stop();
    autosave.touch();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(saving).not.toHaveBeenCalled();
  });
});
