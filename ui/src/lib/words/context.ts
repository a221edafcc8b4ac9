import { help, type HelpEntry } from "./help";

/** The part of the help that an address stands for. */
export function screenKey(path: string): string {
  const [first, second, third] = path.split("/").filter(Boolean);
  if (first === "cases" && second === "import") return "import-concerns";
  if (first === "cases" && second) return third === "pack" ? "packs" : "case";
  if (first === "measures" && second && second !== "new" && second !== "method") {
    return third === "import" ? "import" : third === "counts" ? "grid" : "measure";
  }
  return first ?? "cases";
}

/** The help for the field somebody is in, else for the screen. */
export function helpFor(fieldKey: string | null, screen: string): HelpEntry {
  return (fieldKey ? help[fieldKey] : undefined) ?? help[screen] ?? (help.cases as HelpEntry);
}
