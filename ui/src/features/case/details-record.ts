import { RecordForm } from "$lib/drafts";
import type { CasePage } from "$lib/ipc";
import { toasts } from "$lib/kit/toasts.svelte";
import { CaseDetails, detailsKeyOf, type KeptDetails } from "./case-details.svelte";

type Given = {
  page: CasePage;
  /** The case says something else than was shown. */
  onsaved: () => void;
  close: () => void;
};

/** A case being corrected, kept as it is typed and saved against the revision it was begun on. */
export function detailsRecord({ page, onsaved, close }: Given) {
  const details = new CaseDetails(page);
  const record = new RecordForm<KeptDetails>({
    key: detailsKeyOf(page.id),
    basedOn: () => details.revision.rev,
    kept: () => details.keep(),
    bringBack: (kept, begunOn) => details.bringBack(kept, begunOn),
    amends: {
      revision: details.revision,
      look: async () => {
        await details.meetNewest();
        onsaved();
      },
      recordedBy: () => details.newestBy(),
    },
    store: async () => {
      await details.save();
      toasts.show("Corrected. The earlier wording is kept.");
      onsaved();
    },
    close,
  });
  return { details, record };
}
