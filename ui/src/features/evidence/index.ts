export { default as EvidencePanel } from "./EvidencePanel.svelte";
export { default as FileField } from "./FileField.svelte";
export { titleOfFile } from "./file-choice";
