export { default as FindBar } from "./FindBar.svelte";
export { FindOnPage } from "./find-on-page.svelte";
