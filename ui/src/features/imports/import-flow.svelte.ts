import {
  call,
  commands,
  onImportProgress,
  toCallError,
  type ImportMapping,
  type RowList,
  type RowsFrom,
  type RowsView,
  type WorkProgress,
} from "$lib/ipc";
import {
  answer,
  assign,
  canImport,
  missingColumns,
  next,
  startOfImport,
  type ImportNews,
  type ImportState,
} from "./import-steps";

/** What the measure calls its two counts; `exposure` is null for one without a denominator. */
export type CountLabels = { events: string; exposure: string | null };

/** Bringing a spreadsheet into one measure. Nothing is stored before the button with the count. */
export class ImportFlow {
  state = $state.raw<ImportState>(startOfImport);
  /** How far the present step is, once the program has said so. */
  progress = $state.raw<WorkProgress | null>(null);
  /** The last step was stopped by hand. */
  stopped = $state(false);

  readonly #measureId: string;
  readonly #labels: CountLabels;

  constructor(measureId: string, labels: CountLabels) {
    this.#measureId = measureId;
    this.#labels = labels;
  }

  /** Hears how far the program is, until the returned function is called. */
  follow(): () => void {
    return onImportProgress((progress) => (this.progress = progress));
  }

  /** The columns that still have to be named. */
  get missing(): string[] {
    const { step } = this.state;
    return "mapping" in step ? missingColumns(step.mapping, this.#labels) : [];
  }

  /** Asks for a file with the system's own window. */
  choose = (): Promise<void> =>
    this.#try(async () => {
      const file = await call(commands.importChoose());
      if (!file) return;
      this.#take({ type: "file_chosen", file });
      await this.#open(file.token, null);
    });

  openSheet(sheet: string): Promise<void> {
    return this.#try(async () => {
      const { step } = this.state;
      if (!("preview" in step)) return;
      this.#take({ type: "file_chosen", file: step.file });
      await this.#open(step.file.token, sheet);
    });
  }

  /** Gives a column its part; the rows are checked anew. */
  give(column: number, part: "start" | "events" | "exposure" | "none"): Promise<void> {
    return this.#remap((mapping) => assign(mapping, column, part));
  }

  /** Answers a question about the dates. */
  answer(value: string): Promise<void> {
    return this.#remap((mapping) => answer(mapping, value));
  }

  setWeekEnding(on: boolean): Promise<void> {
    return this.#remap((mapping) => ({ ...mapping, dates_are_week_ending: on }));
  }

  /** Brings the checked rows in, all or none. */
  commit = (): Promise<void> =>
    this.#try(async () => {
      const { step } = this.state;
      if (step.at !== "checked" || !canImport(step)) return;
      this.#take({ type: "commit_started" });
      const batch = await call(commands.importCommit(step.file.token, this.#measureId, step.mapping));
      this.#take({ type: "committed", batch });
    });

  /** Takes the whole file out again. */
  undo = (includingCorrected = false): Promise<void> =>
    this.#try(async () => {
      const { step } = this.state;
      if (step.at !== "done" && step.at !== "undone") return;
      const undo = await call(commands.importUndo(step.batch.id, includingCorrected));
      this.#take({ type: "undone", undo });
    });

  /** Stops what is under way. The step's own answer then leads back; nothing was changed. */
  cancel = (): void => {
    void commands.cancelWork();
  };

  /** One page of the rows that the dry run listed. */
  rows(list: RowList, from: RowsFrom): Promise<RowsView> {
    const { step } = this.state;
    const token = "file" in step ? step.file.token : "";
    return call(commands.importRows(token, list, from));
  }

  beginAgain = (): void => this.#take({ type: "begun_again" });

  async #open(token: string, sheet: string | null): Promise<void> {
    const preview = await call(commands.importOpen(token, this.#measureId, sheet));
    this.#take({ type: "opened", preview });
    await this.#check();
  }

  #remap(change: (mapping: ImportMapping) => ImportMapping): Promise<void> {
    return this.#try(async () => {
      const { step } = this.state;
      if (!("mapping" in step)) return;
      this.#take({ type: "mapped", mapping: change(step.mapping) });
      await this.#check();
    });
  }

  /** Checks the rows as soon as every column is named and no question is open. */
  async #check(): Promise<void> {
    const { step } = this.state;
    if (step.at !== "columns" || this.missing.length > 0) return;
    const asked = step.preview.question !== null && step.mapping.date_order === null;
    if (asked) return;
    const { mapping } = step;
    this.#take({ type: "check_started" });
    try {
      const dryRun = await call(commands.importCheck(step.file.token, this.#measureId, mapping));
      this.#take({ type: "checked", mapping, dryRun });
    } catch (thrown) {
      // A refusal of columns that were changed meanwhile says nothing of the present ones.
      const now = this.state.step;
      if ("mapping" in now && now.mapping === mapping) throw thrown;
    }
  }

  async #try(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (thrown) {
      const error = toCallError(thrown);
      this.#take(error.code === "stopped" ? { type: "stopped" } : { type: "failed", error });
      this.stopped = error.code === "stopped";
    }
  }

  #take(news: ImportNews): void {
    this.progress = null;
    this.stopped = false;
    this.state = next(this.state, news);
  }
}
