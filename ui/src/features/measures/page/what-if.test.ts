import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

const measureWhatIf = vi.fn();
vi.mock("../../../bindings", () => ({ commands: { measureWhatIf } }));

const { eventBounds, WhatIfQuestion } = await import("./what-if.svelte");

const answer = (label: string) => ({
  status: "ok",
  data: { supposed: "If", verdict: "worked", label, sentence: "", caveats: [], final_check: false },
});

describe("what if", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    measureWhatIf.mockReset();
    measureWhatIf.mockResolvedValue(answer("Worked"));
  });
  afterEach(() => void vi.useRealTimers());

  it("begins with some three months of the same", () => {
    expect(new WhatIfQuestion("m1", "week", 1.4)).toMatchObject({ periods: 12, events: 17 });
    expect(new WhatIfQuestion("m1", "month", null)).toMatchObject({ periods: 3, events: 0 });
    expect(eventBounds(55.8, 12).max).toBeGreaterThan(670);
    expect(eventBounds(0, 12).max).toBe(20);
  });

  it("asks once when the numbers have come to rest", async () => {
    const question = new WhatIfQuestion("m1", "week", null);
    for (const events of [1, 2, 3]) {
      question.events = events;
      question.moved();
      vi.advanceTimersByTime(150);
    }
    expect(measureWhatIf).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(200);
    expect(measureWhatIf).toHaveBeenCalledTimes(1);
    expect(measureWhatIf).toHaveBeenCalledWith("m1", { periods: 12, events: 3 });
    expect(question.answer.data?.label).toBe("Worked");
  });

  it("drops a late answer to an earlier question", async () => {
    let answerFirst: (value: unknown) => void = () => undefined;
    measureWhatIf.mockReturnValueOnce(new Promise((resolve) => (answerFirst = resolve)));
    measureWhatIf.mockResolvedValueOnce(answer("Too early to say"));
    const question = new WhatIfQuestion("m1", "week", null);
    question.ask();
    question.ask();
    await vi.advanceTimersByTimeAsync(0);
    answerFirst(answer("Worked"));
    await vi.advanceTimersByTimeAsync(0);
    expect(question.answer.data?.label).toBe("Too early to say");
  });

  it("asks nothing after it has left the screen", () => {
    const question = new WhatIfQuestion("m1", "week", null);
    question.moved();
    question.stop();
    vi.advanceTimersByTime(1000);
    expect(measureWhatIf).not.toHaveBeenCalled();
  });
});
