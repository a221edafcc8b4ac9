export { default as ClocksPanel } from "./ClocksPanel.svelte";
export { CaseClocks } from "./case-clocks.svelte";
