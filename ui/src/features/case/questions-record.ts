import { RecordForm } from "$lib/drafts";
import type { QuestionsView } from "$lib/ipc";
import { draftKeyOf, QuestionsForm, type KeptQuestions } from "./questions-form.svelte";

type Given = {
  caseId: string;
  /** The answers on record. */
  answers: QuestionsView;
  onkept: () => void;
  /** Newer answers are on record than were shown. */
  onnewer: () => void;
  onleave: () => void;
};

/** The three answers being written, kept as they are typed and saved against the revision they were begun on. */
export function questionsRecord({ caseId, answers, onkept, onnewer, onleave }: Given) {
  const form = new QuestionsForm(caseId, answers);
  let isStored = false;
  const record = new RecordForm<KeptQuestions>({
    key: draftKeyOf(caseId),
    basedOn: () => form.revision.rev,
    kept: () => form.keep(),
    bringBack: (kept, begunOn) => form.bringBack(kept, begunOn),
    amends: {
      revision: form.revision,
      look: async () => {
        await form.meetNewest();
        onnewer();
      },
      recordedBy: () => form.newestBy(),
    },
    store: async () => {
      await form.save();
      isStored = true;
    },
    close: () => (isStored ? onkept() : onleave()),
  });
  return { form, record };
}
