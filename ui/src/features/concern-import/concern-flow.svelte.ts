import {
  call,
  commands,
  onImportProgress,
  toCallError,
  type ColumnRole,
  type ConcernImportRow,
  type Question,
  type WorkProgress,
} from "$lib/ipc";
import {
  canImport,
  isWorking,
  next,
  startOfImport,
  type ConcernNews,
  type ConcernState,
} from "./import-steps";
import { answered, asked, askedAnew, begun, give, missing, type Held, type Mapping } from "./mapping";

/** Bringing a register of past concerns in as cases. Nothing is recorded before the button with the count. */
export class ConcernFlow {
  state = $state.raw<ConcernState>(startOfImport);
  /** Whose concerns they are; blank until that is chosen. */
  serviceId = $state("");
  /** Every question that this file has raised, also those answered: an answer can be changed. */
  questions = $state.raw<Question[]>([]);
  /** How far the present step is, once the program has said so. */
  progress = $state.raw<WorkProgress | null>(null);
  /** The last step was stopped by hand. */
  stopped = $state(false);

  /** What the columns of a form are, by its headings: the same file, put right and chosen again, is known again. */
  #known: Record<string, Pick<Mapping, "columns" | "same">> = {};

  /** `brought` is told of an import once its cases are in. */
  constructor(private readonly brought: (batch: ConcernImportRow) => void) {}

  /** Hears how far the program is, until the returned function is called. */
  follow(): () => void {
    return onImportProgress((progress) => (this.progress = progress));
  }

  /** What still has to be said before the rows can be checked. */
  get missing(): ColumnRole[] {
    const { step } = this.state;
    return "mapping" in step ? missing(step.preview.roles, step.mapping) : [];
  }

  /** The question of the form that the last refusal is about, or null. */
  get wrong(): string | null {
    const { step, error } = this.state;
    const field = error?.field ?? null;
    return "preview" in step && step.preview.roles.some((role) => role.code === field) ? field : null;
  }

  /** Says whose concerns they are. Who is meant by a name is another question in another service. */
  chooseService(id: string): Promise<void> {
    if (this.state.step.at === "importing" || id === this.serviceId) return Promise.resolve();
    this.serviceId = id;
    this.#forget("same_names");
    return this.#remap((mapping) => ({ ...mapping, same_names: null }));
  }

  /** Asks for a file with the system's own window. */
  choose = (): Promise<void> =>
    this.#try(async () => {
      if (this.serviceId === "" || isWorking(this.state.step)) return;
      const file = await call(commands.importChoose());
      if (!file) return;
      this.#take({ type: "file_chosen", file });
      await this.#open(file.token, null);
    });

  /** Reads another sheet of the same workbook. */
  openSheet(sheet: string): Promise<void> {
    return this.#try(async () => {
      const { step } = this.state;
      if (!("preview" in step)) return;
      this.#take({ type: "file_chosen", file: step.file });
      await this.#open(step.file.token, sheet);
    });
  }

  /** Says where the answer to one question of the form comes from; the rows are checked anew. */
  give(code: string, held: Held): Promise<void> {
    const question = askedAnew(code);
    if (question !== null) this.#forget(question);
    return this.#remap((mapping) => give(mapping, code, held));
  }

  /** Answers a question that the check has raised. */
  answer(question: Question, value: string): Promise<void> {
    return this.#remap((mapping) => answered(mapping, question.code, value));
  }

  /** Checks the rows; for when that was stopped or went wrong. */
  check = (): Promise<void> => this.#try(() => this.#check());

  /** Brings the checked rows in, all or none. */
  commit = (): Promise<void> =>
    this.#try(async () => {
      const { step } = this.state;
      if (step.at !== "checked" || !canImport(step)) return;
      this.#take({ type: "commit_started" });
      try {
        const batch = await call(
          commands.concernImportCommit(step.file.token, this.serviceId, asked(step.mapping)),
        );
        this.#take({ type: "committed", batch });
        this.brought(batch);
      } catch (thrown) {
        const error = toCallError(thrown);
        if (error.code !== "must_ask") throw error;
        // Somebody of a name in the file was recorded meanwhile: the check asks about it.
        this.#take({ type: "failed", error });
        this.#take({ type: "mapped", mapping: step.mapping });
        await this.#check();
      }
    });

  /** Stops what is under way. The step's own answer then leads back; nothing was changed. */
  cancel = (): void => {
    void commands.cancelWork();
  };

  beginAgain = (): void => {
    this.questions = [];
    this.#take({ type: "begun_again" });
  };

  async #open(token: string, sheet: string | null): Promise<void> {
    this.questions = [];
    const preview = await call(commands.concernImportOpen(token, this.serviceId, sheet));
    const known = this.#known[formOf(preview.header)];
    this.#take({ type: "opened", preview, mapping: { ...begun(preview.mapping), ...known } });
    await this.#check();
  }

  #remap(change: (mapping: Mapping) => Mapping): Promise<void> {
    return this.#try(async () => {
      const { step } = this.state;
      if (!("mapping" in step) || step.at === "importing") return;
      const mapping = change(step.mapping);
      this.#known[formOf(step.preview.header)] = { columns: mapping.columns, same: mapping.same };
      this.#take({ type: "mapped", mapping });
      await this.#check();
    });
  }

  /** Checks the rows as soon as nothing is missing. */
  async #check(): Promise<void> {
    const { step } = this.state;
    if (step.at !== "columns" || this.missing.length > 0) return;
    const { mapping } = step;
    this.#take({ type: "check_started" });
    try {
      const run = await call(commands.concernImportCheck(step.file.token, this.serviceId, asked(mapping)));
      this.#take({ type: "checked", mapping, run });
      if (run.question && this.state.step.at === "checked") this.#ask(run.question);
    } catch (thrown) {
      // A refusal of columns that were changed meanwhile says nothing of the present ones.
      const now = this.state.step;
      if ("mapping" in now && now.mapping === mapping) throw thrown;
    }
  }

  #ask(question: Question): void {
    this.questions = [...this.questions.filter((each) => each.code !== question.code), question];
  }

  #forget(question: string): void {
    this.questions = this.questions.filter((each) => each.code !== question);
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

  #take(news: ConcernNews): void {
    this.progress = null;
    this.stopped = false;
    this.state = next(this.state, news);
  }
}

const formOf = (header: readonly string[]): string => JSON.stringify(header);
