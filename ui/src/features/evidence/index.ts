export { default as EvidencePanel } from "./EvidencePanel.svelte";
