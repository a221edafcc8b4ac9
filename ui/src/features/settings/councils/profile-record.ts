import { RecordForm } from "$lib/drafts";
import type { ProfileRow } from "$lib/ipc";
import type { Councils } from "./councils.svelte";
import { draftKeyOf, ProfileForm, type KeptProfile } from "./profile-form.svelte";

type Given = {
  councils: Councils;
  /** The profile to change; null for a new one. */
  profile: ProfileRow | null;
  today: string;
  close: () => void;
};

/** A council's targets being written, kept as they are typed and saved against the revision they were begun on. */
export function profileRecord({ councils, profile, today, close }: Given) {
  const form = new ProfileForm(profile, today);
  const record = new RecordForm<KeptProfile>({
    key: draftKeyOf(form.code),
    basedOn: () => form.revision.rev,
    kept: () => form.keep(),
    bringBack: (kept, begunOn) => form.bringBack(kept, begunOn),
    amends: profile && { revision: form.revision, look: () => councils.meetNewest(form) },
    store: () => councils.save(form),
    close,
  });
  return { form, record };
}
