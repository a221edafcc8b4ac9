import { call, commands, toCallError, type CallError, type DutyRow, type PartRow } from "$lib/ipc";
import { toasts } from "$lib/kit";
import { AsyncState } from "$lib/state/async.svelte";

/** The matrix of duties of one case. */
export class CaseDuties {
  readonly rows = new AsyncState<DutyRow[]>();
  /** The regulation for which a draft is being made. */
  drafting = $state<string | null>(null);
  /** Why a draft was not made. */
  problem = $state.raw<CallError | null>(null);

  /** `changed` is called after a draft was made: it is a part of the case like any other. */
  constructor(
    private readonly caseId: string,
    private readonly changed: () => void,
  ) {}

  load = (): void => void this.rows.load(() => call(commands.caseDuties(this.caseId)));

  /** Drafts a notification to CQC from what the case holds. The draft is kept; nothing is sent. */
  async draft(regulation: string): Promise<PartRow | null> {
    if (this.drafting !== null) return null;
    this.drafting = regulation;
    this.problem = null;
    try {
      const draft = await call(commands.notificationDraft(this.caseId, regulation));
      toasts.show(
        "A draft is kept in this case. Nothing was sent.",
        async () => {
          await call(commands.partRemove(draft.id, draft.rev));
          this.changed();
        },
        "Remove",
      );
      this.changed();
      return draft;
    } catch (thrown) {
      this.problem = toCallError(thrown);
      return null;
    } finally {
      this.drafting = null;
    }
  }
}

/** The text of a draft, as it goes into CQC's own form. */
export const textOf = (draft: PartRow): string =>
  draft.fields.find((field) => field.code === "text")?.text ?? "";
