import { beforeEach, describe, expect, it, vi } from "vitest";
import { Toasts } from "$lib/kit/toasts.svelte";

vi.mock("../../bindings", () => ({ commands: {}, events: {} }));

const { CallError } = await import("$lib/ipc");
const { Acts, mostActs } = await import("./acts.svelte");

let toasts: Toasts;
let acts: InstanceType<typeof Acts>;
/** What stands in a store of the test's own. */
let store: string[];

beforeEach(() => {
  vi.useFakeTimers();
  toasts = new Toasts();
  acts = new Acts(toasts, () => "10:42");
  store = [];
});

/** Adds a word, as a screen does: with a toast that can take it away again, which can be undone in its turn. */
async function add(word: string): Promise<void> {
  await Promise.resolve();
  store = [...store, word];
  toasts.show(`Added ${word}.`, () => takeAway(word), "Take away");
}

async function takeAway(word: string): Promise<void> {
  await Promise.resolve();
  store = store.filter((each) => each !== word);
  toasts.show(`Took ${word} away.`, () => add(word));
}

const said = () => acts.list.map(({ text, state }) => [text, state]);

describe("the last acts", () => {
  it("holds what a toast offers to take back, newest first, and nothing else", async () => {
    toasts.show("Copied.");
    await add("a");
    await add("b");
    expect(said()).toEqual([
      ["Added b.", "stands"],
      ["Added a.", "stands"],
    ]);
    expect(acts.list[0]).toMatchObject({ at: "10:42", label: "Take away" });
  });

  it("goes back act by act, and forward again in the same order", async () => {
    await add("a");
    await add("b");
    await acts.undoLast();
    expect(store).toEqual(["a"]);
    await acts.undoLast();
    expect(store).toEqual([]);
    expect(acts.list).toHaveLength(2);
    await acts.redoLast();
    expect(store).toEqual(["a"]);
    await acts.redoLast();
    expect(store).toEqual(["a", "b"]);
    expect(said()).toEqual([
      ["Added b.", "stands"],
      ["Added a.", "stands"],
    ]);
    await acts.undoLast();
    expect(store).toEqual(["a"]);
  });

  it("does nothing again once something else was done", async () => {
    await add("a");
    await acts.undoLast();
    await add("b");
    await acts.redoLast();
    expect(store).toEqual(["b"]);
    expect(toasts.list.at(-1)?.text).toBe("There is nothing to do again.");
    // It can still be chosen in the list.
    const first = acts.list.find((act) => act.text === "Added a.");
    expect(first?.again).toBe(true);
    await acts.doAgain(first?.id ?? 0);
    expect(store).toEqual(["b", "a"]);
  });

  it("is the same act whether it is taken back by the toast's button or by a key", async () => {
    await add("a");
    const toast = toasts.list.at(-1);
    if (toast) toasts.putBack(toast);
    await vi.waitFor(() => expect(said()).toEqual([["Added a.", "back"]]));
    const other = toasts.list.at(-1);
    expect(other?.text).toBe("Took a away.");
    if (other) toasts.putBack(other);
    await vi.waitFor(() => expect(said()).toEqual([["Added a.", "stands"]]));
    expect(store).toEqual(["a"]);
  });

  it("takes nothing back twice", async () => {
    await add("a");
    const { id } = acts.list[0] as { id: number };
    const toast = toasts.list.at(-1);
    await Promise.all([acts.takeBack(id), acts.takeBack(id), acts.undoLast()]);
    // The toast that offered it has gone, and a press that was under way changes nothing.
    expect(toasts.list.some((each) => each.id === toast?.id)).toBe(false);
    expect(store).toEqual([]);
    expect(said()).toEqual([["Added a.", "back"]]);
  });

  it("says why an act could not be taken back, and lets it stand", async () => {
    const refusal = CallError.ofForm([{ field: "form", message: "The case is closed." }]);
    toasts.show("Removed.", () => Promise.resolve(refusal));
    await acts.undoLast();
    expect(said()).toEqual([["Removed.", "stands"]]);
    expect(toasts.list.at(-1)?.text).toBe("The case is closed.");
    expect(acts.turns).toBe(0);
  });

  it("speaks of a newer wording in words that fit", async () => {
    toasts.show("Recorded.", () => {
      throw new CallError({
        code: "conflict",
        message: "Your text is kept as a draft.",
        field: null,
        problems: [],
        wait_seconds: null,
        choices: [],
      });
    });
    await acts.undoLast();
    expect(toasts.list.at(-1)?.text).toContain("changed since");
  });

  it("counts what was taken back and done again, for screens that show the same records", async () => {
    await add("a");
    expect(acts.turns).toBe(0);
    await acts.undoLast();
    await acts.redoLast();
    expect(acts.turns).toBe(2);
  });

  it("remembers so many and no more", async () => {
    for (let at = 0; at < mostActs + 3; at++) await add(`w${at}`);
    expect(acts.list).toHaveLength(mostActs);
    expect(acts.list.at(-1)?.text).toBe("Added w3.");
  });

  it("forgets everything at lock, also what is under way", async () => {
    await add("a");
    const under = acts.undoLast();
    acts.forget();
    await under;
    expect(acts.list).toEqual([]);
    await acts.undoLast();
    expect(toasts.list.at(-1)?.text).toBe("There is nothing to undo.");
  });
});
