export { default as ChronologyPaper } from "./ChronologyPaper.svelte";
export { default as ReportCard } from "./ReportCard.svelte";
export { default as ReportPaper } from "./ReportPaper.svelte";
