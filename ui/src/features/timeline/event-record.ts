import { RecordForm } from "$lib/drafts";
import type { EventKind, EventRow, Lane } from "$lib/ipc";
import { EventForm, type KeptEvent } from "./event-form.svelte";
import { newestBy, type Timeline } from "./timeline.svelte";

type Given = {
  caseId: string;
  timeline: Timeline;
  /** The event to reword; null for a new one. */
  before: EventRow | null;
  /** What a new event starts as. */
  preset?: { lane: Lane; kind: EventKind };
  close: () => void;
};

/** An entry being written, kept as it is typed and saved against the revision it was begun on. */
export function eventRecord({ caseId, timeline, before, preset, close }: Given) {
  const form = before ? EventForm.of(before) : EventForm.blank(preset?.lane, preset?.kind);
  const record = new RecordForm<KeptEvent>({
    key: before ? `event:${before.id}` : `event:${caseId}:new`,
    basedOn: () => form.revision.rev,
    kept: () => form.keep(),
    bringBack: ({ lane, kind, ...words }, begunOn) => {
      // A gap's button decides what is written; the words typed earlier come along.
      form.bringBack(preset && preset.kind !== "note" ? words : { lane, kind, ...words }, begunOn);
    },
    amends: before && {
      revision: form.revision,
      look: () => timeline.meetNewest(form, before.id),
      recordedBy: () => newestBy(before),
    },
    store: () => timeline.save(form, before),
    close,
  });
  return { form, record };
}
