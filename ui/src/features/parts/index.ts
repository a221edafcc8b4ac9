export { default as PartDialog } from "./PartDialog.svelte";
export { default as PartHistoryDialog } from "./PartHistoryDialog.svelte";
export { default as PartSections } from "./PartSections.svelte";
export { default as RecordChooser } from "./RecordChooser.svelte";
export { CaseParts, whichOfKey, type WhichPart } from "./case-parts.svelte";
export { countOf } from "./groups";
