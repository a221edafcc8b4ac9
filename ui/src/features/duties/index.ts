export { default as DraftDialog } from "./DraftDialog.svelte";
export { default as DutyMatrix } from "./DutyMatrix.svelte";
export { CaseDuties } from "./case-duties.svelte";
