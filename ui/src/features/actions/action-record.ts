import { RecordForm } from "$lib/drafts";
import type { ActionRow } from "$lib/ipc";
import type { NamedMeasure } from "./action-asked";
import { ActionForm, type KeptAction } from "./action-form.svelte";
import type { CaseActions } from "./case-actions.svelte";

type Given = {
  caseId: string;
  caseActions: CaseActions;
  /** The measures of the case. */
  measures: readonly NamedMeasure[];
  /** The action to change; null for a new one. */
  before: ActionRow | null;
  close: () => void;
};

/** An action being written, kept as it is typed and saved against the revision it was begun on. */
export function actionRecord({ caseId, caseActions, measures, before, close }: Given) {
  const form = before
    ? ActionForm.of(before, measures)
    : ActionForm.blank(measures.map((measure) => measure.id));
  const record = new RecordForm<KeptAction>({
    key: before ? `action:${before.id}` : `action:${caseId}:new`,
    basedOn: () => form.revision.rev,
    kept: () => form.keep(),
    bringBack: (kept, begunOn) => form.bringBack(kept, begunOn),
    amends: before && {
      revision: form.revision,
      look: () => caseActions.meetNewest(form, before.id),
      recordedBy: () => caseActions.newestBy(before),
    },
    store: () => caseActions.save(form, before),
    close,
  });
  return { form, record };
}
