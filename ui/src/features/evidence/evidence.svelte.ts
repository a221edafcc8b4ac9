import { call, commands, toCallError, type CallError, type EvidenceList, type FileView } from "$lib/ipc";
import { toasts } from "$lib/kit";
import { AsyncState } from "$lib/state/async.svelte";

/** The evidence of one case, and copies of its files. */
export class Evidence {
  readonly list = new AsyncState<EvidenceList>();
  /** Why a copy could not be saved, and of which file. */
  problem = $state.raw<{ of: string; error: CallError } | null>(null);
  /** The file of which a copy is being saved. */
  saving = $state<string | null>(null);

  constructor(private readonly caseId: string) {}

  load = (): void => void this.list.load(() => call(commands.evidenceList(this.caseId)));

  /** Saves a copy where the person chooses in the system's own window. */
  async saveCopy(file: FileView): Promise<void> {
    if (this.saving !== null) return;
    this.saving = file.id;
    this.problem = null;
    try {
      const saved = await call(commands.evidenceSaveCopy(file.id));
      if (saved) toasts.show(`A copy was saved: ${saved.shown}`);
    } catch (thrown) {
      const error = toCallError(thrown);
      if (error.code !== "stopped") this.problem = { of: file.id, error };
    } finally {
      this.saving = null;
    }
  }
}
