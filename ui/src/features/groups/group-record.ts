import { RecordForm } from "$lib/drafts";
import type { GroupRow } from "$lib/ipc";
import { toasts } from "$lib/kit";
import { draftKeyOf, GroupForm, type KeptGroup } from "./group-form.svelte";

type Given = {
  group: GroupRow;
  /** The group says something else than was shown. */
  onsaved: () => void;
  close: () => void;
};

/** A group's words being amended, kept as they are typed and saved against the revision they were begun on. */
export function groupRecord({ group, onsaved, close }: Given) {
  const form = new GroupForm(group);
  const record = new RecordForm<KeptGroup>({
    key: draftKeyOf({ group: group.id }),
    basedOn: () => form.revision.rev,
    kept: () => form.keep(),
    bringBack: (kept, begunOn) => form.bringBack(kept, begunOn),
    amends: {
      revision: form.revision,
      look: async () => {
        await form.meetNewest();
        onsaved();
      },
    },
    store: async () => {
      await form.amend();
      toasts.show("Amended. The earlier wording is kept.");
      onsaved();
    },
    close,
  });
  return { form, record };
}
