export { default as CaseBinDialog } from "./CaseBinDialog.svelte";
export { default as RemoveCaseDialog } from "./RemoveCaseDialog.svelte";
