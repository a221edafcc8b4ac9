export { DraftKeeper } from "./draft.svelte";
export { flushDrafts } from "./registry";
export { RecordForm } from "./record-form.svelte";
export { Revision, type Asked, type Wording } from "./revision.svelte";
export { default as BothWordings } from "./BothWordings.svelte";
export { default as NewerWording } from "./NewerWording.svelte";
export { default as RecordDialog } from "./RecordDialog.svelte";
export type { BothWordingsRow } from "./both-wordings";
export type { RecordedBy } from "./record-form.svelte";
