export { default as ExplainedVerdict } from "./ExplainedVerdict.svelte";
export { default as Comparison } from "./Comparison.svelte";
export { default as VerdictLine } from "./VerdictLine.svelte";
export { default as VerdictMark } from "./VerdictMark.svelte";
export { default as VerdictNotes } from "./VerdictNotes.svelte";
export { default as VerdictWorking } from "./VerdictWorking.svelte";
export { toneOf, type VerdictTone } from "./tone";
