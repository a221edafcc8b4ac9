import { expect, it, vi } from "vitest";
import { noteEveryMs, watchActivity } from "./activity";

it("tells of activity at once, then at most every 15 seconds, and not after it stopped", () => {
  const target = new EventTarget();
  const note = vi.fn();
  let now = 1_000;
  const stop = watchActivity(target, note, () => now);
  const press = () => target.dispatchEvent(new Event("keydown"));

  press();
  press();
  expect(note).toHaveBeenCalledTimes(1);
  now += noteEveryMs - 1;
  press();
  expect(note).toHaveBeenCalledTimes(1);
  now += 1;
  target.dispatchEvent(new Event("pointermove"));
  expect(note).toHaveBeenCalledTimes(2);

  stop();
  now += noteEveryMs;
  press();
  expect(note).toHaveBeenCalledTimes(2);
});
