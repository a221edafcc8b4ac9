import type { Attached, CallError, ChosenDocument } from "$lib/ipc";

/** What became of one file so far. */
export type Step =
  | { at: "waiting" }
  | { at: "adding" }
  | { at: "added"; fileId: string; misnamed: string | null }
  | { at: "stopped" }
  | { at: "refused"; why: string };

/** A file that was chosen or dropped. */
export type AddingFile = { key: number; name: string; sizeText: string; token: string | null; step: Step };

/** The files of one choice, those that are refused at once among them. */
export function startOf(files: readonly ChosenDocument[], firstKey: number): AddingFile[] {
  return files.map((file, at) => ({
    key: firstKey + at,
    name: file.name,
    sizeText: file.size_text,
    token: file.token,
    step:
      file.token === null
        ? { at: "refused", why: file.refused ?? "This file cannot be added." }
        : { at: "waiting" },
  }));
}

/** The file whose turn it is. */
export const nextWaiting = (files: readonly AddingFile[]): AddingFile | null =>
  files.find((file) => file.step.at === "waiting") ?? null;

/** The same files with one of them a step further. */
export function stepped(files: readonly AddingFile[], key: number, step: Step): AddingFile[] {
  return files.map((file) => (file.key === key ? { ...file, step } : file));
}

/** What a program's answer is to a file. */
export const stepOfAnswer = (attached: Attached): Step => ({
  at: "added",
  fileId: attached.file.id,
  misnamed: attached.file.misnamed,
});

/** What a refusal is to a file. */
export const stepOfError = (error: Pick<CallError, "code" | "message">): Step =>
  error.code === "stopped" ? { at: "stopped" } : { at: "refused", why: error.message };

/** Nothing more of these is wanted: those that wait are stopped too. */
export function allStopped(files: readonly AddingFile[]): AddingFile[] {
  return files.map((file) => (file.step.at === "waiting" ? { ...file, step: { at: "stopped" } } : file));
}

/** One sentence on what became of all of them, once nothing waits any more; null before that. */
export function outcome(files: readonly AddingFile[]): string | null {
  if (files.length === 0 || files.some(({ step }) => step.at === "waiting" || step.at === "adding"))
    return null;
  const count = (at: Step["at"]) => files.filter(({ step }) => step.at === at).length;
  const [added, refused, stopped] = [count("added"), count("refused"), count("stopped")];
  const parts = [
    added === 1 ? "1 file was added" : added > 1 ? `${added} files were added` : "",
    refused === 1 ? "1 was refused" : refused > 1 ? `${refused} were refused` : "",
    stopped === 1 ? "1 was stopped" : stopped > 1 ? `${stopped} were stopped` : "",
  ].filter((part) => part !== "");
  const words = added === 0 ? ["no file was added", ...parts] : parts;
  const sentence = words.join(", ");
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}. The originals are untouched.`;
}
