import { dayText } from "$lib/format";
import {
  call,
  commands,
  toCallError,
  type CallError,
  type EntryForm,
  type RoundForm,
  type RoundKind,
  type RoundKindRow,
  type RoundPasteProblem,
  type RoundRow,
  type RoundSide,
} from "$lib/ipc";

export type Entry = { code: string; value: string; open: boolean };

/** What a draft keeps of the form. */
export type KeptRound = {
  side: RoundSide;
  on: string;
  kind: RoundKind;
  lowest: string;
  highest: string;
  entries: Entry[];
  note: string;
  reason: string;
};

const blank = (): Entry => ({ code: "", value: "", open: false });
const isBlank = (entry: Entry): boolean => entry.code.trim() === "" && entry.value.trim() === "";

/** Rows that stand ready in a new round. */
const rowsAtFirst = 5;

/** A round as it is being entered. */
export class RoundEntryForm {
  side = $state<RoundSide>("before");
  on = $state("");
  kind = $state<RoundKind>("scores");
  lowest = $state("");
  highest = $state("");
  entries = $state<Entry[]>([]);
  note = $state("");
  reason = $state("");

  /** A block being pasted by hand; of one that was read, the lines that were not understood. */
  block = $state("");
  /** What was wrong with lines of the block last read. */
  problems = $state.raw<RoundPasteProblem[]>([]);
  /** Lines that came in from the block last read. */
  cameIn = $state<number | null>(null);
  /** Why the block could not be read at all. */
  blockError = $state.raw<CallError | null>(null);
  reading = $state(false);

  readonly #measureId: string;
  readonly #kinds: readonly RoundKindRow[];

  /** `kinds` are what the measure takes, `round` is the one that is changed, `others` are those of the measure. */
  constructor(
    measureId: string,
    kinds: readonly RoundKindRow[],
    round: RoundRow | null,
    others: readonly RoundRow[],
  ) {
    this.#measureId = measureId;
    this.#kinds = kinds;
    const like = round ?? others.find((other) => !other.removed) ?? null;
    this.kind = like?.kind ?? kinds[0]?.kind ?? "scores";
    this.lowest = like?.lowest ?? (this.hasScale ? "1" : "");
    this.highest = like?.highest ?? (this.hasScale ? "5" : "");
    if (round) {
      this.side = round.side;
      this.on = dayText(round.on);
      this.note = round.note;
      this.entries = round.entries.map(({ code, value, open }) => ({ code, value, open: open ?? false }));
    } else {
      const hasBefore = others.some((other) => !other.removed && other.side === "before");
      this.side = hasBefore ? "after" : "before";
      this.entries = Array.from({ length: rowsAtFirst }, blank);
    }
  }

  /** What is taken down has a lowest and a highest. */
  get hasScale(): boolean {
    return this.#kinds.some((row) => row.kind === this.kind && row.has_scale);
  }

  /** Adds a row under another one, or at the end; returns its place. */
  addRow = (under: number = this.entries.length - 1): number => {
    this.entries.splice(under + 1, 0, blank());
    return under + 1;
  };

  /** Takes a row out; one always stands. Returns the place to go on from. */
  removeRow = (at: number): number => {
    this.entries.splice(at, 1);
    if (this.entries.length === 0) this.entries.push(blank());
    return Math.min(at, this.entries.length - 1);
  };

  /** Reads a pasted block: understood lines come in under what is there, the others stay to be corrected. */
  readBlock = async (text: string): Promise<void> => {
    this.block = text;
    this.reading = true;
    this.blockError = null;
    try {
      const pasted = await call(commands.roundPaste(this.#measureId, this.kind, text));
      this.#putIn(pasted.entries);
      this.problems = pasted.problems;
      this.cameIn = pasted.entries.length;
      this.block = linesAt(
        text,
        pasted.problems.map((problem) => problem.row),
      );
    } catch (thrown) {
      this.blockError = toCallError(thrown);
      this.problems = [];
      this.cameIn = null;
    } finally {
      this.reading = false;
    }
  };

  #putIn(entries: readonly EntryForm[]): void {
    if (entries.length === 0) return;
    const standing = this.entries.filter((entry) => !isBlank(entry));
    const added = entries.map(({ code, value, open }) => ({ code, value, open: open ?? false }));
    this.entries = [...standing, ...added];
  }

  wire(): RoundForm {
    const scaled = this.hasScale;
    return {
      side: this.side,
      on: this.on.trim(),
      kind: this.kind,
      lowest: scaled ? this.lowest.trim() : "",
      highest: scaled ? this.highest.trim() : "",
      // Blank rows go too: a refusal counts rows as they stand here.
      entries: this.entries.map((entry) => ({
        code: entry.code,
        value: entry.value,
        open: this.kind === "durations" && entry.open,
      })),
      note: this.note.trim(),
    };
  }

  /** Stores it as a new round, or over one; throws the refusal. */
  save(round: RoundRow | null): Promise<RoundRow> {
    return call(
      round
        ? commands.roundAmend(round.id, round.rev, this.wire(), this.reason.trim())
        : commands.roundAdd(this.#measureId, this.wire()),
    );
  }

  keep(): KeptRound {
    return {
      side: this.side,
      on: this.on,
      kind: this.kind,
      lowest: this.lowest,
      highest: this.highest,
      entries: this.entries.map((entry) => ({ ...entry })),
      note: this.note,
      reason: this.reason,
    };
  }

  bringBack(kept: Partial<KeptRound>): void {
    Object.assign(this, kept);
  }
}

/** The lines of a text at these rows, from 1. */
export function linesAt(text: string, rows: readonly number[]): string {
  const lines = text.split(/\r?\n/);
  return rows.map((row) => lines[row - 1] ?? "").join("\n");
}
