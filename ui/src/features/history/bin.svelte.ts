import { call, commands, type CallError } from "$lib/ipc";
import { removalOf } from "./changes";
import type { CaseHistory } from "./case-history.svelte";

/** Something of a case that was removed. */
export type BinEntry = {
  is: "part" | "event" | "action";
  id: string;
  /** The wording that removed it. */
  rev: number;
  /** What it is, in words: "Allegation", "Chronology entry". */
  label: string;
  /** Its own words, or its reference. */
  text: string;
  /** It may be put back here, now. */
  mayPutBack: boolean;
};

export type Removal = { by: string; recorded: string };

/** Everything removed in one case, and who removed it when. */
export class Bin {
  /** By the entry's identity and wording; absent until it is known. */
  removals = $state.raw<Record<string, Removal>>({});
  /** Why something was not put back, and what. */
  problem = $state.raw<{ of: string; error: CallError } | null>(null);

  constructor(private readonly history: CaseHistory) {}

  removalOf(entry: BinEntry): Removal | null {
    return this.removals[keyOf(entry)] ?? null;
  }

  /** Asks for what is not known yet. What cannot be found out leaves the entry without it. */
  async look(entries: readonly BinEntry[]): Promise<void> {
    const unknown = entries.filter((entry) => !(keyOf(entry) in this.removals));
    const found = await Promise.all(unknown.map((entry) => this.#find(entry).catch(() => null)));
    const more = unknown.flatMap((entry, at) => {
      const removal = found[at];
      return removal ? [[keyOf(entry), removal] as const] : [];
    });
    if (more.length > 0) this.removals = { ...this.removals, ...Object.fromEntries(more) };
  }

  async #find(entry: BinEntry): Promise<Removal | null> {
    switch (entry.is) {
      case "part":
        return (await call(commands.partHistory(entry.id))).at(-1) ?? null;
      case "event":
        return (await call(commands.eventHistory(entry.id))).findLast((wording) => wording.removed) ?? null;
      case "action":
        return removalOf(this.history.rows.data ?? [], `Action ${entry.text.split(" ")[0] ?? ""}`);
    }
  }
}

const keyOf = (entry: BinEntry): string => `${entry.id} ${entry.rev}`;
