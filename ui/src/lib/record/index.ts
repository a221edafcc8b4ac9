export { default as ChangeTable } from "./ChangeTable.svelte";
export { default as PartFacts } from "./PartFacts.svelte";
