export { default as ActionDialog } from "./ActionDialog.svelte";
export { default as ActionTable } from "./ActionTable.svelte";
export { CaseActions } from "./case-actions.svelte";
