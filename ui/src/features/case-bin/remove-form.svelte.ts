import { toCallError, type CallError, type CasePage } from "$lib/ipc";
import { errorWords, fieldError, type ErrorWords } from "$lib/words/errors";
import { removeCase } from "./removal";

/** Why a case should not be here, as it is being said. */
export class RemoveForm {
  reason = $state("");
  busy = $state(false);
  error = $state.raw<CallError | null>(null);

  /** `page` gives the case as it stands on the screen now. */
  constructor(private readonly page: () => Pick<CasePage, "id" | "reference" | "rev">) {}

  /** What is wrong with the reason, or null. */
  get reasonError(): string | null {
    return fieldError(this.error, "reason");
  }

  /** Why it was not removed, where that is no matter of the reason. */
  get refusal(): ErrorWords | null {
    if (this.error === null || this.reasonError !== null) return null;
    if (this.error.code !== "conflict") return errorWords(this.error);
    return {
      happened: "This case was changed since you opened it. Nothing was removed.",
      next: "Look at what was changed. If it should not be here all the same, press the button again.",
    };
  }

  /** Moves the case to the bin; whether it went. */
  async remove(): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.error = null;
    const { rev, ...of } = this.page();
    try {
      await removeCase(of, rev, this.reason);
      return true;
    } catch (thrown) {
      this.error = toCallError(thrown);
      return false;
    } finally {
      this.busy = false;
    }
  }
}
