import {
  call,
  commands,
  toCallError,
  type CallError,
  type ChronologyFilter,
  type PaperForm,
  type PaperKind,
} from "$lib/ipc";
import { toasts } from "$lib/kit";

/** Making a paper of a case and saving it where the person chooses. */
export class PaperSaving {
  /** The form that is being made now. */
  busy = $state<PaperForm | null>(null);
  error = $state.raw<CallError | null>(null);

  constructor(
    private readonly caseId: string,
    private readonly kind: PaperKind,
    private readonly filter: ChronologyFilter = {},
  ) {}

  /** Whether a file was saved; choosing no place is no failure. */
  async save(form: PaperForm): Promise<boolean> {
    if (this.busy !== null) return false;
    this.busy = form;
    this.error = null;
    try {
      const file = await call(commands.paperSave(this.caseId, this.kind, form, this.filter));
      if (file) toasts.show(`Saved: ${file.shown}`);
      return file !== null;
    } catch (thrown) {
      this.error = toCallError(thrown);
      return false;
    } finally {
      this.busy = null;
    }
  }
}
