import { describe, expect, it } from "vitest";
import {
  allStopped,
  nextWaiting,
  outcome,
  startOf,
  stepOfAnswer,
  stepOfError,
  stepped,
} from "./adding-steps";

const chosen = (name: string, refused: string | null = null) => ({
  token: refused === null ? `token-${name}` : null,
  name,
  size_text: "4 KB",
  refused,
});

const attached = (id: string) => ({
  file: {
    id,
    name: "a",
    size_text: "4 KB",
    kind: "Text",
    misnamed: null,
    sha256: "00",
    added: "",
    by: "",
    can_show: true,
  },
  notice: null,
});

describe("files being added", () => {
  it("come one after the other, and a refused one keeps its reason", () => {
    let files = startOf([chosen("a"), chosen("b", "That is a folder."), chosen("c")], 7);
    expect(files.map((file) => file.key)).toEqual([7, 8, 9]);
    expect(files[1]?.step).toEqual({ at: "refused", why: "That is a folder." });
    expect(nextWaiting(files)?.name).toBe("a");
    files = stepped(files, 7, { at: "adding" });
    expect(nextWaiting(files)?.name).toBe("c");
    expect(outcome(files)).toBeNull();
    files = stepped(files, 7, stepOfAnswer(attached("id-a")));
    files = stepped(files, 9, stepOfError({ code: "file_unreadable", message: "The file is empty." }));
    expect(files[0]?.step).toEqual({ at: "added", fileId: "id-a", misnamed: null });
    expect(files[2]?.step).toEqual({ at: "refused", why: "The file is empty." });
    expect(outcome(files)).toBe("1 file was added, 2 were refused. The originals are untouched.");
  });

  it("stop together, and what is in stays in", () => {
    let files = startOf([chosen("a"), chosen("b"), chosen("c")], 0);
    files = stepped(files, 0, stepOfAnswer(attached("id-a")));
    files = stepped(files, 1, stepOfError({ code: "stopped", message: "Stopped." }));
    files = allStopped(files);
    expect(files.map((file) => file.step.at)).toEqual(["added", "stopped", "stopped"]);
    expect(outcome(files)).toBe("1 file was added, 2 were stopped. The originals are untouched.");
  });

  it("say so when none came in", () => {
    expect(outcome(startOf([chosen("a", "It is empty.")], 0))).toBe(
      "No file was added, 1 was refused. The originals are untouched.",
    );
    expect(outcome([])).toBeNull();
  });
});
