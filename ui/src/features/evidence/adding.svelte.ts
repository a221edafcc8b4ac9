import {
  call,
  commands,
  onEvidenceProgress,
  toCallError,
  type ChosenDocument,
  type WorkProgress,
} from "$lib/ipc";
import {
  allStopped,
  nextWaiting,
  outcome,
  startOf,
  stepOfAnswer,
  stepOfError,
  stepped,
  type AddingFile,
} from "./adding-steps";

/** Files on their way into a case, one after the other. */
export class Adding {
  files = $state.raw<AddingFile[]>([]);
  /** How far the present one is, once the program has said so. */
  progress = $state.raw<WorkProgress | null>(null);
  /** Why nothing could be chosen. */
  problem = $state.raw<ReturnType<typeof toCallError> | null>(null);
  isChoosing = $state(false);

  #nextKey = 0;
  #isRunning = false;

  /** `onadded` is called after each file that came in; `ondone` with those of one choice, once nothing waits. */
  constructor(
    private readonly caseId: string,
    private readonly onadded: () => void,
    private readonly ondone: (added: { fileId: string; name: string }[]) => void,
  ) {}

  readonly outcome = $derived(outcome(this.files));
  readonly present = $derived(this.files.find((file) => file.step.at === "adding") ?? null);

  /** Hears how far the program is, until the returned function is called. */
  follow(): () => void {
    return onEvidenceProgress((progress) => {
      if (this.present) this.progress = progress;
    });
  }

  /** Asks for files with the system's own window. */
  choose = async (): Promise<void> => {
    this.problem = null;
    this.isChoosing = true;
    try {
      await this.take(await call(commands.evidenceChoose()));
    } catch (thrown) {
      this.problem = toCallError(thrown);
    } finally {
      this.isChoosing = false;
    }
  };

  /** Adds files that were chosen or dropped, behind those that wait. */
  async take(files: ChosenDocument[]): Promise<void> {
    if (files.length === 0) return;
    this.problem = null;
    const started = startOf(files, this.#nextKey);
    this.#nextKey += files.length;
    this.files = this.#isRunning ? [...this.files, ...started] : started;
    if (!this.#isRunning) await this.#run();
  }

  /** Stops the present one and those that wait. What is in stays in. */
  cancel = (): void => {
    this.files = allStopped(this.files);
    void commands.cancelWork();
  };

  async #run(): Promise<void> {
    this.#isRunning = true;
    try {
      for (let file = nextWaiting(this.files); file; file = nextWaiting(this.files)) await this.#add(file);
    } finally {
      this.#isRunning = false;
      this.progress = null;
    }
    this.ondone(
      this.files.flatMap(({ name, step }) => (step.at === "added" ? [{ fileId: step.fileId, name }] : [])),
    );
  }

  async #add(file: AddingFile): Promise<void> {
    this.progress = null;
    this.files = stepped(this.files, file.key, { at: "adding" });
    try {
      const attached = await call(commands.evidenceAttach(file.token ?? "", this.caseId));
      this.files = stepped(this.files, file.key, stepOfAnswer(attached));
      this.onadded();
    } catch (thrown) {
      this.files = stepped(this.files, file.key, stepOfError(toCallError(thrown)));
    }
  }
}
