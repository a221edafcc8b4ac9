export { DraftKeeper } from "./draft.svelte";
export { flushDrafts } from "./registry";
