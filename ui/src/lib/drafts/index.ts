export { DraftKeeper } from "./draft.svelte";
export { flushDrafts } from "./registry";
export { RecordForm } from "./record-form.svelte";
export { default as BothWordings } from "./BothWordings.svelte";
export { default as RecordDialog } from "./RecordDialog.svelte";
export type { BothWordingsRow } from "./both-wordings";
